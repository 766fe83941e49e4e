using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Reads;

namespace Walrus.Client.Payments;

/// <summary>Signs vouchers of one channel that grow, and never promises more FROST than its limit.</summary>
internal sealed class Purse(Ed25519Account reader, ulong limit)
{
    private ObjectId? _channel;
    private ulong _signedBytes;

    /// <summary>FROST that the vouchers cost at most, should each be settled by itself.</summary>
    public ulong Promised { get; private set; }

    /// <summary>Vouchers that were signed.</summary>
    public int Vouchers { get; private set; }

    /// <summary>FROST for so many unencoded bytes.</summary>
    public static ulong Cost(ulong bytes, ulong price) =>
        (UInt128)Pricing.Units(bytes) * price is var cost && cost <= ulong.MaxValue ? (ulong)cost : ulong.MaxValue;

    /// <summary>Refuses what would pass the limit.</summary>
    /// <exception cref="ReadTooDearException">It costs too much.</exception>
    public void RequireAffordable(BlobId blob, ulong cost)
    {
        if (cost > limit - Promised)
            throw new ReadTooDearException(blob, cost > ulong.MaxValue - Promised ? ulong.MaxValue : Promised + cost, limit);
    }

    /// <summary>A voucher for <paramref name="bytes"/> more than what was delivered through the channel.</summary>
    /// <exception cref="ReadTooDearException">It costs too much.</exception>
    public SignedVoucher Sign(BlobId blob, PaymentTerms terms, ChannelTerms channel, ulong bytes, NetworkId network, Epoch expiry)
    {
        if (_channel != channel.Channel)
            (_channel, _signedBytes) = (channel.Channel, 0);
        ulong promise = Math.Max(channel.DeliveredBytes + bytes, channel.CoveredBytes + 1);
        ulong before = Math.Max(_signedBytes, channel.CoveredBytes);
        ulong cost = promise > before ? Cost(promise - before, terms.PricePerMib) : 0;
        RequireAffordable(blob, cost);
        Promised += cost;
        Vouchers++;
        _signedBytes = Math.Max(_signedBytes, promise);
        return SignedVoucher.Sign(new Voucher(channel.Channel, promise, expiry), network, reader);
    }
}
