using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>The capacity of a pool changed.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="StoragePoolId">The pool.</param>
/// <param name="CapacityBytes">Encoded bytes that fit in it now.</param>
public sealed record StoragePoolResized(Epoch Epoch, ObjectId StoragePoolId, ulong CapacityBytes) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StoragePoolResized;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(StoragePoolId);
        writer.U64(CapacityBytes);
    }

    internal static StoragePoolResized ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        reader.U64());
}

/// <summary>An empty pool was unwrapped.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="StoragePoolId">The pool.</param>
/// <param name="ReservationId">The reservation that is left of it.</param>
public sealed record StoragePoolDestroyed(Epoch Epoch, ObjectId StoragePoolId, ObjectId ReservationId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StoragePoolDestroyed;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(StoragePoolId);
        writer.Value(ReservationId);
    }

    internal static StoragePoolDestroyed ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader));
}

/// <summary>A blob was taken out of a pool that had ended.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="ObjectId">The pooled blob.</param>
/// <param name="StoragePoolId">The pool.</param>
public sealed record PooledBlobBurned(Epoch Epoch, BlobId BlobId, ObjectId ObjectId, ObjectId StoragePoolId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.PooledBlobBurned;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
        writer.Value(ObjectId);
        writer.Value(StoragePoolId);
    }

    internal static PooledBlobBurned ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        BlobId.Read(ref reader),
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader));
}

/// <summary>A pool became a bucket.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BucketId">The bucket.</param>
/// <param name="StoragePoolId">The pool.</param>
/// <param name="CapabilityId">The right to act on it.</param>
public sealed record BlobBucketCreated(Epoch Epoch, ObjectId BucketId, ObjectId StoragePoolId, ObjectId CapabilityId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.BlobBucketCreated;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BucketId);
        writer.Value(StoragePoolId);
        writer.Value(CapabilityId);
    }

    internal static BlobBucketCreated ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader));
}
