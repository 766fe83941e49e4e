using System.Collections.Immutable;
using Walrus.Core.Identifiers;

namespace Walrus.Grains.Nodes.Shards;

/// <summary>
/// Shards of a node that are on their way from their previous owners. Recovery leaves their older blobs alone until they are here, or it
/// is known that they do not come.
/// </summary>
public sealed class IncomingShards
{
    private ImmutableHashSet<ShardIndex> _shards = [];

    /// <summary>Whether the shard is on its way.</summary>
    public bool Contains(ShardIndex shard) => Volatile.Read(ref _shards).Contains(shard);

    /// <summary>From now on these are on their way, and no others.</summary>
    internal void Expect(IEnumerable<ShardIndex> shards) => Volatile.Write(ref _shards, [.. shards]);

    /// <summary>The shard is waited for no longer.</summary>
    internal void End(ShardIndex shard) => ImmutableInterlocked.Update(ref _shards, static (set, ended) => set.Remove(ended), shard);
}
