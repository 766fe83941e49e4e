using Walrus.Core.Bcs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Buys space and makes a storage pool of it (control plane 1.7).</summary>
/// <param name="Capacity">Encoded bytes.</param>
/// <param name="Epochs">Number of epochs, the current one included.</param>
public sealed record CreatePool(ulong Capacity, uint Epochs) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CreatePool;

    internal override ushort CreatedObjects => 2;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U64(Capacity);
        writer.U32(Epochs);
    }

    internal override void Execute(TransactionContext context) => StoragePoolRules.Create(context, this);
}

/// <summary>Makes a storage pool of a reservation (control plane 1.7).</summary>
/// <param name="Reservation">Wrapped whole; usable now.</param>
public sealed record CreatePoolWithReservation(ObjectArgument Reservation) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CreatePoolWithReservation;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Reservation);

    internal override void Execute(TransactionContext context) => StoragePoolRules.CreateWithReservation(context, this);
}

/// <summary>Prolongs a pool, and every blob in it, by paying (control plane 1.7).</summary>
/// <param name="Pool">The pool, or the bucket with its capability.</param>
/// <param name="Epochs">Epochs to add.</param>
public sealed record ExtendPool(PoolArgument Pool, uint Epochs) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ExtendPool;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Pool);
        writer.U32(Epochs);
    }

    internal override void Execute(TransactionContext context) => StoragePoolRules.Extend(context, this);
}

/// <summary>Adds capacity to a pool by paying, from now until it ends (control plane 1.7).</summary>
/// <param name="Pool">The pool, or the bucket with its capability.</param>
/// <param name="Bytes">Encoded bytes to add.</param>
public sealed record IncreasePool(PoolArgument Pool, ulong Bytes) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.IncreasePool;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Pool);
        writer.U64(Bytes);
    }

    internal override void Execute(TransactionContext context) => StoragePoolRules.Increase(context, this);
}

/// <summary>Adds a reservation with the same end to a pool (control plane 1.7).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="Reservation">Consumed.</param>
public sealed record IncreasePoolWithReservation(ObjectArgument Pool, ObjectArgument Reservation) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.IncreasePoolWithReservation;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Pool);
        writer.Value(Reservation);
    }

    internal override void Execute(TransactionContext context) => StoragePoolRules.IncreaseWithReservation(context, this);
}

/// <summary>Takes unused capacity out of a pool as a reservation (control plane 1.7).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="Bytes">Encoded bytes to take out.</param>
public sealed record DecreasePool(ObjectArgument Pool, ulong Bytes) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.DecreasePool;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Pool);
        writer.U64(Bytes);
    }

    internal override void Execute(TransactionContext context) => StoragePoolRules.Decrease(context, this);
}

/// <summary>Takes a part of the unused capacity out of a pool as a reservation (control plane 1.7).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
/// <param name="Percent">Of what is unused, rounded down.</param>
public sealed record DecreasePoolByPercent(ObjectArgument Pool, byte Percent) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.DecreasePoolByPercent;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Pool);
        writer.U8(Percent);
    }

    internal override void Execute(TransactionContext context) => StoragePoolRules.DecreaseByPercent(context, this);
}

/// <summary>Unwraps the reservation of an empty pool (control plane 1.7).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
public sealed record DestroyPool(ObjectArgument Pool) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.DestroyPool;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Pool);

    internal override void Execute(TransactionContext context) => StoragePoolRules.Destroy(context, this);
}

/// <summary>Turns a pool into a public bucket, with a capability for the sender (control plane 1.8).</summary>
/// <param name="Pool">The pool; the sender owns it.</param>
public sealed record CreateBucket(ObjectArgument Pool) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CreateBucket;

    internal override ushort CreatedObjects => 2;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Pool);

    internal override void Execute(TransactionContext context) => StoragePoolRules.CreateBucket(context, this);
}
