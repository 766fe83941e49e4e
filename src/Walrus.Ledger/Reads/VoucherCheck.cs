using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Reads;

/// <summary>Whether a voucher can be settled: the same rules for the ledger, and for a gateway before it serves.</summary>
public static class VoucherCheck
{
    /// <summary>What settling a voucher takes from its channel, in FROST: started MiB since the last settlement.</summary>
    /// <exception cref="LedgerException">It cannot be settled; the reason says why.</exception>
    public static ulong CostOf(SignedVoucher signed, ReadChannel channel, NetworkId network, Epoch now, ulong readPrice)
    {
        ArgumentNullException.ThrowIfNull(signed);
        ArgumentNullException.ThrowIfNull(channel);
        Voucher voucher = signed.Voucher;
        LedgerException.Require(voucher.Channel == channel.Id, Reason.EWrongChannel);
        LedgerException.Require(voucher.CumulativeBytes != channel.SettledBytes, Reason.EVoucherReplayed);
        LedgerException.Require(voucher.CumulativeBytes > channel.SettledBytes, Reason.EVoucherShrunken);
        LedgerException.Require(voucher.Expiry >= now, Reason.EVoucherExpired);
        UInt128 cost = (UInt128)Pricing.Units(voucher.CumulativeBytes - channel.SettledBytes) * readPrice;
        LedgerException.Require(cost <= channel.Balance, Reason.EChannelOverdrawn);
        // The expensive check comes last.
        LedgerException.Require(signed.Reader == channel.Parties.Reader && signed.HasValidSignature(network), Reason.EInvalidVoucher);
        return (ulong)cost;
    }
}
