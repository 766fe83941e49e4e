using System.Collections.Immutable;
using Walrus.Client.Committees;
using Walrus.Core.Identifiers;

namespace Walrus.Grains.Nodes.Shards;

/// <summary>What a node has to fetch in an epoch.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="IsNewMember">Whether it was in no committee before: then it has no metadata yet.</param>
/// <param name="Shards">Its new shards.</param>
internal sealed record ShardMove(Epoch Epoch, bool IsNewMember, ImmutableArray<MovingShard> Shards)
{
    /// <summary>Nothing is to be fetched.</summary>
    public bool IsEmpty => !IsNewMember && Shards.IsEmpty;
}

/// <summary>A shard and who had it before.</summary>
internal readonly record struct MovingShard(ShardIndex Shard, CommitteeMember Source);

/// <summary>How far a node is with fetching.</summary>
internal enum SyncStage
{
    /// <summary>Metadata come first.</summary>
    Metadata,

    /// <summary>Shards are on their way.</summary>
    Shards,

    /// <summary>What was to be had from previous owners is here.</summary>
    Done,
}
