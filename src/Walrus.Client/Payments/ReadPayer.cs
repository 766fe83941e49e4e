using Walrus.Client.Http;
using Walrus.Client.Ledger;
using Walrus.Client.Reading;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;

namespace Walrus.Client.Payments;

/// <summary>
/// Reads blobs from a gateway and pays for them in small steps: opens the channel, or pays into it, and signs a voucher for each step, up to
/// the limit that its user gave. Where reading is free it just reads. One read at a time.
/// </summary>
public sealed class ReadPayer
{
    private const int Attempts = 4;

    private readonly GatewayBlobs _blobs;
    private readonly ReadPaymentOptions _options;
    private readonly Purse _purse;
    private NetworkId? _network;
    private ulong _deposited;

    /// <summary>A payer for <paramref name="reader"/> at the gateway at the base address of <paramref name="http"/>. Neither is disposed.</summary>
    public ReadPayer(HttpClient http, Ed25519Account reader, ReadPaymentOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.StepBytes, nameof(options));
        if (options.StepBytes % RedStuffParameters.StorageUnit != 0)
            throw new ArgumentException("Steps are of whole MiB.", nameof(options));
        Channel = new ReadChannelClient(http, reader);
        _blobs = new GatewayBlobs(http);
        _purse = new Purse(reader, options.Limit);
        _options = options;
    }

    /// <summary>The channel that this pays through.</summary>
    public ReadChannelClient Channel { get; }

    /// <summary>Copies a blob to <paramref name="destination"/>.</summary>
    /// <exception cref="ReadTooDearException">It costs more than the limit allows. Nothing was read then, unless the price rose on the way.</exception>
    /// <exception cref="VoucherRefusedException">The gateway takes no voucher of this reader.</exception>
    /// <exception cref="ReadPaymentException">The gateway cannot be reached, refuses, or breaks off.</exception>
    /// <exception cref="LedgerApiException">The ledger API refuses.</exception>
    /// <exception cref="TransactionAbortedException">The deposit is refused: the account has less.</exception>
    public async Task<ReadReceipt> ReadAsync(BlobId blob, Stream destination, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        (int vouchers, ulong promised, ulong deposited) = (_purse.Vouchers, _purse.Promised, _deposited);
        long size = await _blobs.GetSizeAsync(blob, cancellation).ConfigureAwait(false);
        PaymentTerms terms = await Channel.GetTermsAsync(cancellation).ConfigureAwait(false);
        if (terms.PricePerMib == 0 || size == 0)
        {
            if (await _blobs.CopyAsync(blob, null, size, null, destination, cancellation).ConfigureAwait(false) is { } refused)
                throw new VoucherRefusedException(refused.Reason, refused.Message);
            return new ReadReceipt(size, 0, 0, 0);
        }

        _purse.RequireAffordable(blob, Purse.Cost((ulong)size, terms.PricePerMib));
        for (long offset = 0; offset < size; offset += _options.StepBytes)
            terms = await ReadStepAsync(blob, new ByteRange(offset, Math.Min(_options.StepBytes, size - offset)), size - offset, terms, destination, cancellation).ConfigureAwait(false);
        return new ReadReceipt(size, _purse.Vouchers - vouchers, _purse.Promised - promised, _deposited - deposited);
    }

    /// <summary>Reads one step; returns the terms for the next.</summary>
    private async Task<PaymentTerms> ReadStepAsync(
        BlobId blob, ByteRange step, long left, PaymentTerms terms, Stream destination, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            terms = await FundAsync(blob, terms, (ulong)left, cancellation).ConfigureAwait(false);
            ChannelTerms channel = terms.Channel ?? throw new ReadPaymentException("The gateway does not know the channel that was opened to it.");
            SignedVoucher voucher = _purse.Sign(
                blob, terms, channel, (ulong)step.Length, await NetworkAsync(cancellation).ConfigureAwait(false), terms.LeastExpiry.Plus(_options.SpareEpochs));
            if (await _blobs.CopyAsync(blob, step, step.Length, voucher, destination, cancellation).ConfigureAwait(false) is not { } refusal)
                return terms with { Channel = channel with { CoveredBytes = voucher.Voucher.CumulativeBytes, DeliveredBytes = channel.DeliveredBytes + (ulong)step.Length } };
            if (attempt == Attempts || !IsToBeTriedAgain(refusal.Reason))
                throw new VoucherRefusedException(refusal.Reason, refusal.Message);
            // Another read of this account, or a price that changed: the gateway has told where the channel stands.
            terms = TermsOf(refusal);
        }
    }

    /// <summary>Pays in what the rest of the read takes and the channel lacks.</summary>
    private async Task<PaymentTerms> FundAsync(BlobId blob, PaymentTerms terms, ulong left, CancellationToken cancellation)
    {
        ulong needed = Purse.Cost(left, terms.PricePerMib);
        if (terms.Channel is { } open)
        {
            ulong promised = Purse.Cost(open.CoveredBytes - Math.Min(open.CoveredBytes, open.SettledBytes), terms.PricePerMib);
            needed = promised > ulong.MaxValue - needed ? ulong.MaxValue : promised + needed;
        }

        ulong balance = terms.Channel?.Balance ?? 0;
        if (terms.Channel is not null && balance >= needed)
            return terms;
        ulong lacking = needed - Math.Min(balance, needed);
        if (lacking > _options.Limit - _deposited)
            throw new ReadTooDearException(blob, lacking, _options.Limit - _deposited);
        if (lacking > 0)
        {
            await Channel.DepositAsync(lacking, cancellation).ConfigureAwait(false);
            _deposited += lacking;
        }

        return await Channel.GetTermsAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<NetworkId> NetworkAsync(CancellationToken cancellation) =>
        _network ??= new NetworkId(await Channel.GetNetworkAsync(cancellation).ConfigureAwait(false));

    private static bool IsToBeTriedAgain(string reason) => reason is PaymentReason.VoucherInsufficient
        or Reason.EVoucherReplayed or Reason.EVoucherShrunken or Reason.EVoucherExpired or Reason.EChannelOverdrawn or Reason.EWrongChannel;

    private static PaymentTerms TermsOf(ErrorEnvelope refusal)
    {
        try
        {
            return PaymentTerms.Read(refusal.Metadata);
        }
        catch (FormatException nonsense)
        {
            throw new ReadPaymentException($"The gateway's terms make no sense: {nonsense.Message}", nonsense);
        }
    }
}
