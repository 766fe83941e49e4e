using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>A storage pool was made.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="StoragePoolId">The pool.</param>
/// <param name="ReservedEncodedCapacityBytes">Encoded bytes that fit in it.</param>
/// <param name="StartEpoch">First epoch.</param>
/// <param name="EndEpoch">When it ends.</param>
public sealed record StoragePoolCreated(
    Epoch Epoch, ObjectId StoragePoolId, ulong ReservedEncodedCapacityBytes, Epoch StartEpoch, Epoch EndEpoch) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StoragePoolCreated;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(StoragePoolId);
        writer.U64(ReservedEncodedCapacityBytes);
        writer.U32(StartEpoch.Value);
        writer.U32(EndEpoch.Value);
    }

    internal static StoragePoolCreated ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        reader.U64(),
        new Epoch(reader.U32()),
        new Epoch(reader.U32()));
}

/// <summary>A storage pool was prolonged, and with it every blob in it.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="StoragePoolId">The pool.</param>
/// <param name="NewEndEpoch">When it ends now.</param>
public sealed record StoragePoolExtended(Epoch Epoch, ObjectId StoragePoolId, Epoch NewEndEpoch) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StoragePoolExtended;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(StoragePoolId);
        writer.U32(NewEndEpoch.Value);
    }

    internal static StoragePoolExtended ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        new Epoch(reader.U32()));
}

/// <summary>A blob was registered in a pool.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="UnencodedSize">Unencoded bytes.</param>
/// <param name="EncodingType">How it is encoded.</param>
/// <param name="Deletable">Whether it may be deleted before the pool ends.</param>
/// <param name="ObjectId">The pooled blob.</param>
/// <param name="StoragePoolId">The pool.</param>
public sealed record PooledBlobRegistered(
    Epoch Epoch, BlobId BlobId, ulong UnencodedSize, byte EncodingType, bool Deletable, ObjectId ObjectId, ObjectId StoragePoolId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.PooledBlobRegistered;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
        writer.U64(UnencodedSize);
        writer.U8(EncodingType);
        writer.Bool(Deletable);
        writer.Value(ObjectId);
        writer.Value(StoragePoolId);
    }

    internal static PooledBlobRegistered ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        BlobId.Read(ref reader),
        reader.U64(),
        reader.U8(),
        reader.Bool(),
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader));
}

/// <summary>A blob in a pool was certified.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="Deletable">Whether it may be deleted before the pool ends.</param>
/// <param name="ObjectId">The pooled blob.</param>
/// <param name="StoragePoolId">The pool.</param>
public sealed record PooledBlobCertified(Epoch Epoch, BlobId BlobId, bool Deletable, ObjectId ObjectId, ObjectId StoragePoolId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.PooledBlobCertified;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
        writer.Bool(Deletable);
        writer.Value(ObjectId);
        writer.Value(StoragePoolId);
    }

    internal static PooledBlobCertified ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        BlobId.Read(ref reader),
        reader.Bool(),
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader));
}

/// <summary>A blob was deleted from a pool.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="BlobId">Id of the blob.</param>
/// <param name="ObjectId">The pooled blob.</param>
/// <param name="WasCertified">Whether it was certified.</param>
/// <param name="StoragePoolId">The pool.</param>
public sealed record PooledBlobDeleted(Epoch Epoch, BlobId BlobId, ObjectId ObjectId, bool WasCertified, ObjectId StoragePoolId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.PooledBlobDeleted;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(BlobId);
        writer.Value(ObjectId);
        writer.Bool(WasCertified);
        writer.Value(StoragePoolId);
    }

    internal static PooledBlobDeleted ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        BlobId.Read(ref reader),
        ObjectId.Read(ref reader),
        reader.Bool(),
        ObjectId.Read(ref reader));
}
