using Walrus.Core.Parameters;

namespace Walrus.Ledger.Committees;

/// <summary>A value and the shards behind it.</summary>
internal readonly record struct WeightedVote(ulong Value, int Weight);

/// <summary>Weighted percentiles by which committees vote on prices and capacity (control plane 2.7, 2.8).</summary>
internal static class WeightedVotes
{
    /// <summary>The smallest vote such that those for it or less form a quorum; 2^64 - 1 when nobody votes.</summary>
    public static ulong Price(IEnumerable<WeightedVote> votes, int shards) =>
        FirstWithQuorum(votes.OrderBy(static vote => vote.Value), shards) ?? ulong.MaxValue;

    /// <summary>The largest vote such that those for it or more form a quorum; 0 when nobody votes.</summary>
    public static ulong Capacity(IEnumerable<WeightedVote> votes, int shards) =>
        FirstWithQuorum(votes.OrderByDescending(static vote => vote.Value), shards) ?? 0;

    /// <summary>What capacity the whole network could have, if every node were as large per shard as this one, in bytes.</summary>
    public static ulong WholeSystem(ulong nodeCapacity, int weight, int shards) =>
        (ulong)UInt128.Min((UInt128)nodeCapacity * (UInt128)shards / (UInt128)weight, ulong.MaxValue);

    private static ulong? FirstWithQuorum(IEnumerable<WeightedVote> ordered, int shards)
    {
        int weight = 0;
        foreach (WeightedVote vote in ordered)
        {
            weight += vote.Weight;
            if (ShardWeights.IsQuorum(weight, shards))
                return vote.Value;
        }

        return null;
    }
}
