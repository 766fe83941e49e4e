using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Reads;

/// <summary>
/// What a gateway knows of one channel while it serves: it accepts vouchers by the ledger's own rules and says how much
/// may still be delivered, so that never more than one batch stands unpaid. Not thread-safe.
/// </summary>
public sealed class ReadMeter
{
    private readonly NetworkId _network;
    private readonly ulong _batchBytes;
    private ReadChannel _channel;
    private ulong _acceptedBytes;

    /// <summary>A meter for a channel as the ledger shows it.</summary>
    /// <param name="network">The network.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="batchBytes">Unencoded bytes that the gateway is willing to lose.</param>
    public ReadMeter(NetworkId network, ReadChannel channel, ulong batchBytes)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentOutOfRangeException.ThrowIfZero(batchBytes);
        _network = network;
        _batchBytes = batchBytes;
        _channel = channel;
        _acceptedBytes = DeliveredBytes = channel.SettledBytes;
    }

    /// <summary>Unencoded bytes delivered since the channel was opened.</summary>
    public ulong DeliveredBytes { get; private set; }

    /// <summary>The voucher to settle; null when everything accepted is settled.</summary>
    public SignedVoucher? Unsettled { get; private set; }

    /// <summary>Whether the gateway should settle before it serves on.</summary>
    public bool IsBatchFull => UnpaidBytes >= _batchBytes;

    /// <summary>Follows the ledger: after a settlement, a deposit or a request to close.</summary>
    public void Follow(ReadChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        if (channel.Id != _channel.Id)
            throw new ArgumentException("This is another channel.", nameof(channel));
        _channel = channel;
        if (_acceptedBytes <= channel.SettledBytes)
            Unsettled = null;
    }

    /// <summary>Accepts a voucher that could be settled now.</summary>
    /// <exception cref="LedgerException">The ledger would refuse it, or it promises no more than the one before.</exception>
    public void Accept(SignedVoucher voucher, Epoch now, ulong readPrice)
    {
        ArgumentNullException.ThrowIfNull(voucher);
        VoucherCheck.CostOf(voucher, _channel, _network, now, readPrice);
        LedgerException.Require(voucher.Voucher.CumulativeBytes != _acceptedBytes, Reason.EVoucherReplayed);
        LedgerException.Require(voucher.Voucher.CumulativeBytes > _acceptedBytes, Reason.EVoucherShrunken);
        _acceptedBytes = voucher.Voucher.CumulativeBytes;
        Unsettled = voucher;
    }

    /// <summary>
    /// Whether <paramref name="bytes"/> more may be delivered: a voucher covers them, the channel is not closing, and what
    /// is not settled stays within one batch.
    /// </summary>
    public bool MayDeliver(ulong bytes) => _channel.WithdrawableFrom is null
        && bytes <= Above(_acceptedBytes, DeliveredBytes)
        && bytes <= Above(_batchBytes, UnpaidBytes);

    /// <summary>Counts bytes that were delivered.</summary>
    public void Deliver(ulong bytes) => DeliveredBytes += bytes;

    private ulong UnpaidBytes => Above(DeliveredBytes, _channel.SettledBytes);

    private static ulong Above(ulong value, ulong floor) => value > floor ? value - floor : 0;
}
