using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Accounting;

/// <summary>The arithmetic of cutting and joining reservations (control plane 1.3). Touches no ledger state.</summary>
internal static class ReservationShapes
{
    public static (StorageReservation Kept, StorageReservation Cut) SplitByEpoch(StorageReservation whole, Epoch at)
    {
        LedgerException.Require(whole.Start < at && at < whole.End, Reason.EInvalidEpoch);
        return (whole with { End = at }, whole with { Start = at });
    }

    public static (StorageReservation Kept, StorageReservation Cut) SplitBySize(StorageReservation whole, ulong kept)
    {
        LedgerException.Require(kept <= whole.Size, Reason.EIncompatibleAmount);
        return (whole with { Size = kept }, whole with { Size = whole.Size - kept });
    }

    public static StorageReservation Fuse(StorageReservation first, StorageReservation second) =>
        first.Start == second.Start ? FuseAmount(first, second) : FusePeriods(first, second);

    public static StorageReservation FuseAmount(StorageReservation first, StorageReservation second)
    {
        LedgerException.Require(first.Start == second.Start && first.End == second.End, Reason.EIncompatibleEpochs);
        return first with { Size = first.Size + second.Size };
    }

    public static StorageReservation FusePeriods(StorageReservation first, StorageReservation second)
    {
        LedgerException.Require(first.Size == second.Size, Reason.EIncompatibleAmount);
        if (first.End == second.Start)
            return first with { End = second.End };
        LedgerException.Require(second.End == first.Start, Reason.EIncompatibleEpochs);
        return first with { Start = second.Start };
    }
}
