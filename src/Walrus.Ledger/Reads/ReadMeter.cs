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
        AcceptedBytes = DeliveredBytes = channel.SettledBytes;
    }

    /// <summary>A meter that goes on where one before it stopped.</summary>
    /// <param name="network">The network.</param>
    /// <param name="channel">The channel as the ledger shows it now.</param>
    /// <param name="batchBytes">Unencoded bytes that the gateway is willing to lose.</param>
    /// <param name="latest">The last voucher that was accepted; of this channel.</param>
    /// <param name="deliveredBytes">Unencoded bytes delivered since the channel was opened.</param>
    public ReadMeter(NetworkId network, ReadChannel channel, ulong batchBytes, SignedVoucher latest, ulong deliveredBytes)
        : this(network, channel, batchBytes)
    {
        ArgumentNullException.ThrowIfNull(latest);
        if (latest.Voucher.Channel != channel.Id)
            throw new ArgumentException("The voucher is of another channel.", nameof(latest));
        DeliveredBytes = deliveredBytes;
        if (latest.Voucher.CumulativeBytes <= channel.SettledBytes)
            return;
        AcceptedBytes = latest.Voucher.CumulativeBytes;
        Unsettled = latest;
    }

    /// <summary>The channel as this meter last saw it.</summary>
    public ReadChannel Channel => _channel;

    /// <summary>Unencoded bytes that vouchers cover since the channel was opened.</summary>
    public ulong AcceptedBytes { get; private set; }

    /// <summary>Unencoded bytes delivered since the channel was opened.</summary>
    public ulong DeliveredBytes { get; private set; }

    /// <summary>Unencoded bytes delivered beyond what is settled.</summary>
    public ulong UnpaidBytes => Above(DeliveredBytes, _channel.SettledBytes);

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
        if (AcceptedBytes > channel.SettledBytes)
            return;
        AcceptedBytes = channel.SettledBytes;
        Unsettled = null;
    }

    /// <summary>Accepts a voucher that could be settled now.</summary>
    /// <exception cref="LedgerException">The ledger would refuse it, or it promises no more than the one before.</exception>
    public void Accept(SignedVoucher voucher, Epoch now, ulong readPrice)
    {
        ArgumentNullException.ThrowIfNull(voucher);
        VoucherCheck.CostOf(voucher, _channel, _network, now, readPrice);
        LedgerException.Require(voucher.Voucher.CumulativeBytes != AcceptedBytes, Reason.EVoucherReplayed);
        LedgerException.Require(voucher.Voucher.CumulativeBytes > AcceptedBytes, Reason.EVoucherShrunken);
        AcceptedBytes = voucher.Voucher.CumulativeBytes;
        Unsettled = voucher;
    }

    /// <summary>What a voucher has to promise in all for <paramref name="bytes"/> more: more than those before it, and what it pays for.</summary>
    public ulong CoverFor(ulong bytes) => Math.Max(Sum(DeliveredBytes, bytes), Sum(AcceptedBytes, 1));

    /// <summary>
    /// Whether <paramref name="bytes"/> more may be delivered: a voucher covers them, the channel is not closing, and what
    /// is not settled stays within one batch.
    /// </summary>
    public bool MayDeliver(ulong bytes) => _channel.WithdrawableFrom is null
        && bytes <= Above(AcceptedBytes, DeliveredBytes)
        && UnpaidAfter(bytes) <= _batchBytes;

    /// <summary>What <see cref="UnpaidBytes"/> is after <paramref name="bytes"/> more.</summary>
    public ulong UnpaidAfter(ulong bytes) => Above(Sum(DeliveredBytes, bytes), _channel.SettledBytes);

    /// <summary>Counts bytes that are delivered.</summary>
    public void Deliver(ulong bytes) => DeliveredBytes = Sum(DeliveredBytes, bytes);

    /// <summary>Counts bytes back that were counted and not delivered after all.</summary>
    public void TakeBack(ulong bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes, DeliveredBytes);
        DeliveredBytes -= bytes;
    }

    /// <summary>Gives up the voucher that was to be settled: the ledger refuses it. A later one covers what it promised.</summary>
    public void Drop() => Unsettled = null;

    // A reader may promise as much as fits 64 bits.
    private static ulong Sum(ulong left, ulong right) => left > ulong.MaxValue - right ? ulong.MaxValue : left + right;

    private static ulong Above(ulong value, ulong floor) => value > floor ? value - floor : 0;
}
