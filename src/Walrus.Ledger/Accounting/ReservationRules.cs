using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Accounting;

/// <summary>Buying, cutting and joining reservations (control plane 1.3).</summary>
internal static class ReservationRules
{
    public static void Reserve(TransactionContext context, ReserveSpace command)
    {
        LedgerException.Require(command.EpochsAhead >= 1, Reason.EInvalidEpochsAhead);
        LedgerException.Require(command.EpochsAhead <= context.Rules.MaxEpochsAhead, Reason.EInvalidEpochsAhead);
        Buy(context, command.Size, context.Now, context.Now.Plus(command.EpochsAhead));
    }

    public static void ReserveFor(TransactionContext context, ReserveSpaceFor command)
    {
        Epoch start = command.Start < context.Now ? context.Now : command.Start;
        LedgerException.Require(command.End > start, Reason.EInvalidEpochsAhead);
        LedgerException.Require(command.End.Value - context.Now.Value <= context.Rules.MaxEpochsAhead, Reason.EInvalidEpochsAhead);
        Buy(context, command.Size, start, command.End);
    }

    public static void SplitByEpoch(TransactionContext context, SplitByEpoch command)
    {
        StorageReservation whole = context.Owned<StorageReservation>(command.Reservation);
        (StorageReservation kept, StorageReservation cut) = ReservationShapes.SplitByEpoch(whole, command.At);
        PutSplit(context, kept, cut);
    }

    public static void SplitBySize(TransactionContext context, SplitBySize command)
    {
        StorageReservation whole = context.Owned<StorageReservation>(command.Reservation);
        (StorageReservation kept, StorageReservation cut) = ReservationShapes.SplitBySize(whole, command.Kept);
        PutSplit(context, kept, cut);
    }

    public static void Fuse(TransactionContext context, Fuse command) =>
        Join(context, command.First, command.Second, ReservationShapes.Fuse);

    public static void FuseAmount(TransactionContext context, FuseAmount command) =>
        Join(context, command.First, command.Second, ReservationShapes.FuseAmount);

    public static void FusePeriods(TransactionContext context, FusePeriods command) =>
        Join(context, command.First, command.Second, ReservationShapes.FusePeriods);

    public static void Destroy(TransactionContext context, DestroyReservation command)
    {
        StorageReservation reservation = context.Owned<StorageReservation>(command.Reservation);
        context.Remove(reservation.Id);
        context.Emit(new StorageDestroyed(context.Now, reservation.Id));
    }

    private static void Buy(TransactionContext context, ulong size, Epoch start, Epoch end)
    {
        LedgerException.Require(size > 0, Reason.EInvalidResourceSize);
        ulong cost = SpaceMarket.Sell(context.State, start, end, size);
        context.Pay(cost, CostKind.Storage);
        StorageReservation reservation = new(context.NewObjectId(), context.Sender, start, end, size);
        context.Put(reservation);
        context.Emit(new StorageReserved(context.Now, reservation.Id, start, end, size, cost));
    }

    private static void PutSplit(TransactionContext context, StorageReservation kept, StorageReservation cut)
    {
        StorageReservation created = cut with { Id = context.NewObjectId() };
        context.Put(kept);
        context.Put(created);
        context.Emit(new StorageSplit(context.Now, kept.Id, created.Id));
    }

    private static void Join(
        TransactionContext context,
        Transactions.ObjectArgument first,
        Transactions.ObjectArgument second,
        Func<StorageReservation, StorageReservation, StorageReservation> join)
    {
        StorageReservation remaining = context.Owned<StorageReservation>(first);
        StorageReservation consumed = context.Owned<StorageReservation>(second);
        // A reservation cannot be joined with itself: its bytes would count twice.
        LedgerException.Require(remaining.Id != consumed.Id, Reason.EObjectNotFound);
        context.Put(join(remaining, consumed));
        context.Remove(consumed.Id);
        context.Emit(new StorageFused(context.Now, remaining.Id, consumed.Id));
    }
}
