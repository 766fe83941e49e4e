using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Pools;

/// <summary>The life of a storage pool as a whole (control plane 1.7, 1.8).</summary>
internal static class StoragePoolRules
{
    private const byte WholePercent = 100;

    public static void Create(TransactionContext context, CreatePool command)
    {
        LedgerException.Require(command.Epochs >= 1, Reason.EInvalidEpochsAhead);
        LedgerException.Require(command.Epochs <= context.Rules.MaxEpochsAhead, Reason.EInvalidEpochsAhead);
        ObjectId pool = context.NewObjectId();
        StorageReservation storage = Buy(context, context.NewObjectId(), context.Now.Plus(command.Epochs), command.Capacity);
        Open(context, pool, storage);
    }

    public static void CreateWithReservation(TransactionContext context, CreatePoolWithReservation command)
    {
        StorageReservation storage = context.Owned<StorageReservation>(command.Reservation);
        LedgerException.Require(storage.Size > 0, Reason.EInvalidResourceSize);
        LedgerException.Require(storage.Covers(context.Now), Reason.EInvalidEpochsAhead);
        context.Remove(storage.Id);
        Open(context, context.NewObjectId(), storage);
    }

    public static void Extend(TransactionContext context, ExtendPool command)
    {
        StoragePool pool = PoolAccess.Require(context, command.Pool);
        PoolAccess.RequireUnexpired(context, pool);
        ulong cost = SpaceMarket.SellExtension(context.State, pool.End, command.Epochs, pool.Capacity);
        context.Pay(cost, CostKind.Storage);
        StoragePool extended = pool with { Storage = pool.Storage with { End = pool.End.Plus(command.Epochs) } };
        context.Put(extended);
        PoolSchedule.Remove(context.State, pool.End, pool.Id);
        PoolSchedule.Add(context.State, extended.End, pool.Id);
        context.Emit(new StoragePoolExtended(context.Now, pool.Id, extended.End));
        context.Emit(new StorageExtended(context.Now, pool.Id, pool.End, extended.End, pool.Capacity, cost));
    }

    public static void Increase(TransactionContext context, IncreasePool command)
    {
        StoragePool pool = PoolAccess.Require(context, command.Pool);
        PoolAccess.RequireUnexpired(context, pool);
        StorageReservation extra = Buy(context, pool.Storage.Id, pool.End, command.Bytes);
        Resize(context, pool, pool.Capacity + extra.Size);
    }

    public static void IncreaseWithReservation(TransactionContext context, IncreasePoolWithReservation command)
    {
        StoragePool pool = context.Owned<StoragePool>(command.Pool);
        StorageReservation extra = context.Owned<StorageReservation>(command.Reservation);
        PoolAccess.RequireUnexpired(context, pool);
        LedgerException.Require(extra.Start <= context.Now, Reason.EResourceBounds);
        LedgerException.Require(extra.End == pool.End, Reason.EIncompatibleEndEpoch);
        context.Remove(extra.Id);
        Resize(context, pool, pool.Capacity + extra.Size);
    }

    public static void Decrease(TransactionContext context, DecreasePool command)
    {
        StoragePool pool = context.Owned<StoragePool>(command.Pool);
        PoolAccess.RequireUnexpired(context, pool);
        Extract(context, pool, command.Bytes);
    }

    public static void DecreaseByPercent(TransactionContext context, DecreasePoolByPercent command)
    {
        StoragePool pool = context.Owned<StoragePool>(command.Pool);
        PoolAccess.RequireUnexpired(context, pool);
        LedgerException.Require(command.Percent <= WholePercent, Reason.EInvalidPercent);
        Extract(context, pool, (ulong)((UInt128)pool.Unused * command.Percent / WholePercent));
    }

    public static void Destroy(TransactionContext context, DestroyPool command)
    {
        StoragePool pool = context.Owned<StoragePool>(command.Pool);
        LedgerException.Require(pool.Blobs.IsEmpty, Reason.EPoolNotEmpty);
        context.Remove(pool.Id);
        context.Put(pool.Storage);
        PoolSchedule.Remove(context.State, pool.End, pool.Id);
        context.Emit(new StoragePoolDestroyed(context.Now, pool.Id, pool.Storage.Id));
    }

    public static void CreateBucket(TransactionContext context, CreateBucket command)
    {
        StoragePool pool = context.Owned<StoragePool>(command.Pool);
        PoolAccess.RequireUnexpired(context, pool);
        BlobBucket bucket = new(context.NewObjectId(), pool.Id);
        BlobBucketCapability capability = new(context.NewObjectId(), context.Sender, bucket.Id);
        context.Put(pool with { Owner = null, Storage = pool.Storage with { Owner = null } });
        context.Put(bucket);
        context.Put(capability);
        context.Emit(new BlobBucketCreated(context.Now, bucket.Id, pool.Id, capability.Id));
    }

    private static void Open(TransactionContext context, ObjectId id, StorageReservation storage)
    {
        StoragePool pool = new(id, context.Sender, storage, UsedBytes: 0, ImmutableSortedDictionary<BlobId, PooledBlob>.Empty);
        context.Put(pool);
        PoolSchedule.Add(context.State, pool.End, pool.Id);
        context.Emit(new StoragePoolCreated(context.Now, id, storage.Size, storage.Start, storage.End));
    }

    // From now until the pool ends.
    private static StorageReservation Buy(TransactionContext context, ObjectId id, Epoch end, ulong bytes)
    {
        LedgerException.Require(bytes > 0, Reason.EInvalidResourceSize);
        ulong cost = SpaceMarket.Sell(context.State, context.Now, end, bytes);
        context.Pay(cost, CostKind.Storage);
        context.Emit(new StorageReserved(context.Now, id, context.Now, end, bytes, cost));
        return new StorageReservation(id, context.Sender, context.Now, end, bytes);
    }

    private static void Extract(TransactionContext context, StoragePool pool, ulong bytes)
    {
        LedgerException.Require(bytes > 0, Reason.EZeroExtractSize);
        LedgerException.Require(pool.Unused >= bytes, Reason.EInsufficientCapacity);
        context.Put(pool.Storage with { Id = context.NewObjectId(), Size = bytes });
        Resize(context, pool, pool.Capacity - bytes);
    }

    private static void Resize(TransactionContext context, StoragePool pool, ulong capacity)
    {
        context.Put(pool.Resized(capacity));
        context.Emit(new StoragePoolResized(context.Now, pool.Id, capacity));
    }
}
