using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Buys space from now on; creates a reservation (control plane 1.3).</summary>
/// <param name="Size">Encoded bytes in each epoch.</param>
/// <param name="EpochsAhead">Number of epochs, the current one included.</param>
public sealed record ReserveSpace(ulong Size, uint EpochsAhead) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ReserveSpace;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U64(Size);
        writer.U32(EpochsAhead);
    }

    internal override void Execute(TransactionContext context) => ReservationRules.Reserve(context, this);
}

/// <summary>Buys space for a window that may lie ahead; creates a reservation (control plane 1.3).</summary>
/// <param name="Size">Encoded bytes in each epoch.</param>
/// <param name="Start">First epoch; one in the past counts as the current.</param>
/// <param name="End">Epoch at which the reservation ends, itself not covered.</param>
public sealed record ReserveSpaceFor(ulong Size, Epoch Start, Epoch End) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ReserveSpaceFor;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U64(Size);
        writer.U32(Start.Value);
        writer.U32(End.Value);
    }

    internal override void Execute(TransactionContext context) => ReservationRules.ReserveFor(context, this);
}

/// <summary>Cuts a reservation in time: it keeps the earlier part, a new one covers the rest (control plane 1.3).</summary>
/// <param name="Reservation">The reservation.</param>
/// <param name="At">First epoch of the new one.</param>
public sealed record SplitByEpoch(ObjectArgument Reservation, Epoch At) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SplitByEpoch;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Reservation);
        writer.U32(At.Value);
    }

    internal override void Execute(TransactionContext context) => ReservationRules.SplitByEpoch(context, this);
}

/// <summary>Cuts a reservation in size: it keeps the given bytes, a new one has the rest (control plane 1.3).</summary>
/// <param name="Reservation">The reservation.</param>
/// <param name="Kept">Bytes that it keeps.</param>
public sealed record SplitBySize(ObjectArgument Reservation, ulong Kept) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SplitBySize;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Reservation);
        writer.U64(Kept);
    }

    internal override void Execute(TransactionContext context) => ReservationRules.SplitBySize(context, this);
}

/// <summary>Joins two reservations by amount if their starts are equal, otherwise by period (control plane 1.3).</summary>
/// <param name="First">The one that remains.</param>
/// <param name="Second">The one that is consumed.</param>
public sealed record Fuse(ObjectArgument First, ObjectArgument Second) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.Fuse;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(First);
        writer.Value(Second);
    }

    internal override void Execute(TransactionContext context) => ReservationRules.Fuse(context, this);
}

/// <summary>Adds the bytes of a reservation of the same period (control plane 1.3).</summary>
/// <param name="First">The one that remains.</param>
/// <param name="Second">The one that is consumed.</param>
public sealed record FuseAmount(ObjectArgument First, ObjectArgument Second) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.FuseAmount;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(First);
        writer.Value(Second);
    }

    internal override void Execute(TransactionContext context) => ReservationRules.FuseAmount(context, this);
}

/// <summary>Appends a reservation of the same size that touches this one in time (control plane 1.3).</summary>
/// <param name="First">The one that remains.</param>
/// <param name="Second">The one that is consumed.</param>
public sealed record FusePeriods(ObjectArgument First, ObjectArgument Second) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.FusePeriods;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(First);
        writer.Value(Second);
    }

    internal override void Execute(TransactionContext context) => ReservationRules.FusePeriods(context, this);
}

/// <summary>Destroys a reservation: no refund, and the capacity stays counted (control plane 1.3).</summary>
/// <param name="Reservation">The reservation.</param>
public sealed record DestroyReservation(ObjectArgument Reservation) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.DestroyReservation;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Reservation);

    internal override void Execute(TransactionContext context) => ReservationRules.Destroy(context, this);
}
