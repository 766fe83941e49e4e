using Walrus.Core.Identifiers;

namespace Walrus.Client.Transfer;

/// <summary>Slivers of a shard to be asked for at once.</summary>
/// <param name="Shard">The shard.</param>
/// <param name="Axis">Primary or secondary ones.</param>
/// <param name="From">The first blob, inclusive.</param>
/// <param name="Count">How many at most, up to <see cref="StorageNodes.ShardSyncFormat.MaxSlivers"/>.</param>
public readonly record struct ShardSlice(ShardIndex Shard, Axis Axis, BlobId From, int Count);
