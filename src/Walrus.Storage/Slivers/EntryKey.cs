using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

/// <summary>Names one thing a store holds: a blob's metadata, or one of its slivers.</summary>
/// <param name="Blob">The blob.</param>
/// <param name="Slot">Which of the blob's entries: twice the shard plus the axis, or <see cref="MetadataSlot"/>.</param>
internal readonly record struct EntryKey(BlobId Blob, uint Slot)
{
    /// <summary>The slot of the metadata; behind those of all slivers.</summary>
    public const uint MetadataSlot = uint.MaxValue;

    /// <summary>Whether this is the blob's metadata.</summary>
    public bool IsMetadata => Slot == MetadataSlot;

    /// <summary>The metadata of a blob.</summary>
    public static EntryKey Metadata(BlobId blob) => new(blob, MetadataSlot);

    /// <summary>A sliver.</summary>
    public static EntryKey Sliver(SliverKey key) => new(key.Blob, SlotOf(key.Shard, key.Axis));

    /// <summary>The slot of a shard's sliver.</summary>
    public static uint SlotOf(ShardIndex shard, Axis axis) => (uint)shard.Value << 1 | (uint)axis & 1;

    /// <summary>The sliver this names; only when it is not metadata.</summary>
    public SliverKey ToSliverKey() => new(Blob, new ShardIndex((ushort)(Slot >> 1)), (Axis)(Slot & 1));

    /// <summary>The error for damage of this entry.</summary>
    public SliverCorruptedException Corrupted(Exception? inner) =>
        IsMetadata ? new SliverCorruptedException(Blob, inner) : new SliverCorruptedException(ToSliverKey(), inner);
}
