using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers;

namespace Walrus.Grains.Nodes;

/// <summary>Questions to a sliver store in the terms of sliver pairs.</summary>
public static class SliverStoreQueries
{
    /// <summary>Whether both slivers of the blob's pair on this shard are held.</summary>
    public static bool HoldsPair(this ISliverStore store, BlobId blob, ShardIndex shard) =>
        store.ContainsSliver(new SliverKey(blob, shard, Axis.Primary)) && store.ContainsSliver(new SliverKey(blob, shard, Axis.Secondary));
}
