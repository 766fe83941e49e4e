using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>Space was bought.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ObjectId">The reservation.</param>
/// <param name="StartEpoch">First epoch.</param>
/// <param name="EndEpoch">Epoch at which it ends.</param>
/// <param name="Size">Encoded bytes.</param>
/// <param name="Cost">FROST paid.</param>
public sealed record StorageReserved(
    Epoch Epoch, ObjectId ObjectId, Epoch StartEpoch, Epoch EndEpoch, ulong Size, ulong Cost) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StorageReserved;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ObjectId);
        writer.U32(StartEpoch.Value);
        writer.U32(EndEpoch.Value);
        writer.U64(Size);
        writer.U64(Cost);
    }

    internal static StorageReserved ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            ObjectId.Read(ref reader),
            new Epoch(reader.U32()),
            new Epoch(reader.U32()),
            reader.U64(),
            reader.U64());
}

/// <summary>A reservation was cut in two.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ObjectId">The reservation.</param>
/// <param name="NewObjectId">The part cut off.</param>
public sealed record StorageSplit(Epoch Epoch, ObjectId ObjectId, ObjectId NewObjectId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StorageSplit;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ObjectId);
        writer.Value(NewObjectId);
    }

    internal static StorageSplit ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            ObjectId.Read(ref reader),
            ObjectId.Read(ref reader));
}

/// <summary>Two reservations were joined.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ObjectId">The one that remains.</param>
/// <param name="ConsumedObjectId">The one that is gone.</param>
public sealed record StorageFused(Epoch Epoch, ObjectId ObjectId, ObjectId ConsumedObjectId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StorageFused;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ObjectId);
        writer.Value(ConsumedObjectId);
    }

    internal static StorageFused ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            ObjectId.Read(ref reader),
            ObjectId.Read(ref reader));
}

/// <summary>A reservation was destroyed.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ObjectId">The reservation.</param>
public sealed record StorageDestroyed(Epoch Epoch, ObjectId ObjectId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StorageDestroyed;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ObjectId);
    }

    internal static StorageDestroyed ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader));
}

/// <summary>Space was bought for a longer life of a blob.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ObjectId">The blob object.</param>
/// <param name="StartEpoch">First epoch that was added.</param>
/// <param name="EndEpoch">When the blob ends now.</param>
/// <param name="Size">Encoded bytes.</param>
/// <param name="Cost">FROST paid.</param>
public sealed record StorageExtended(Epoch Epoch, ObjectId ObjectId, Epoch StartEpoch, Epoch EndEpoch, ulong Size, ulong Cost) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StorageExtended;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ObjectId);
        writer.U32(StartEpoch.Value);
        writer.U32(EndEpoch.Value);
        writer.U64(Size);
        writer.U64(Cost);
    }

    internal static StorageExtended ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            ObjectId.Read(ref reader),
            new Epoch(reader.U32()),
            new Epoch(reader.U32()),
            reader.U64(),
            reader.U64());
}
