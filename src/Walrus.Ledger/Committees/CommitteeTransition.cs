using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;

namespace Walrus.Ledger.Committees;

/// <summary>Shards that a node is to hold.</summary>
internal readonly record struct ShardTarget(ObjectId Node, int Count);

/// <summary>A node and the shards it is assigned, in order.</summary>
internal readonly record struct ShardAssignment(ObjectId Node, ImmutableArray<ShardIndex> Shards);

/// <summary>Which shards move, so that as few as possible do (control plane 4.3).</summary>
internal static class CommitteeTransition
{
    /// <summary>The next assignment, ordered by id.</summary>
    /// <param name="current">The present assignment, ordered by id; empty before the first committee.</param>
    /// <param name="targets">Members and their counts, all above zero, in active-set order.</param>
    /// <exception cref="LedgerException"><c>EInvalidShardAssignment</c>: the counts are not as many as there are shards.</exception>
    public static IReadOnlyList<ShardAssignment> Next(IReadOnlyList<ShardAssignment> current, IReadOnlyList<ShardTarget> targets) =>
        current.Count == 0 ? Deal(targets) : Move(current, targets);

    private static List<ShardAssignment> Deal(IReadOnlyList<ShardTarget> targets)
    {
        List<ShardAssignment> dealt = [];
        int next = 0;
        foreach (ShardTarget target in targets.OrderBy(static target => target.Node))
        {
            IEnumerable<int> shards = Enumerable.Range(next, target.Count);
            dealt.Add(new ShardAssignment(target.Node, [.. shards.Select(static shard => new ShardIndex(shard))]));
            next += target.Count;
        }

        return dealt;
    }

    private static List<ShardAssignment> Move(IReadOnlyList<ShardAssignment> current, IReadOnlyList<ShardTarget> targets)
    {
        int shards = current.Sum(static member => member.Shards.Length);
        LedgerException.Require(targets.Sum(static target => target.Count) == shards, Reason.EInvalidShardAssignment);
        Dictionary<ObjectId, int> wanted = targets.ToDictionary(static target => target.Node, static target => target.Count);
        SortedDictionary<ObjectId, List<ShardIndex>> next = [];
        Stack<ShardIndex> free = new();
        List<ObjectId> growing = [];
        foreach (ShardAssignment member in current)
        {
            List<ShardIndex> kept = Release(member.Shards, wanted.GetValueOrDefault(member.Node), free);
            if (kept.Count > 0)
                next.Add(member.Node, kept);
            if (wanted.GetValueOrDefault(member.Node) > member.Shards.Length)
                growing.Add(member.Node);
        }

        // Newcomers in active-set order come before members that grow, by id.
        IEnumerable<ObjectId> newcomers = targets.Select(static target => target.Node).Where(node => !next.ContainsKey(node)).ToList();
        foreach (ObjectId node in newcomers.Concat(growing))
            Take(next, node, wanted[node], free);
        return [.. next.Select(static member => new ShardAssignment(member.Key, [.. member.Value]))];
    }

    /// <summary>What stays of a member's shards; the rest goes on the stack: all from the front, or the surplus from the back.</summary>
    private static List<ShardIndex> Release(ImmutableArray<ShardIndex> shards, int wanted, Stack<ShardIndex> free)
    {
        if (wanted == 0)
        {
            foreach (ShardIndex shard in shards)
                free.Push(shard);
            return [];
        }

        for (int i = shards.Length - 1; i >= wanted; i--)
            free.Push(shards[i]);
        return [.. shards.Take(wanted)];
    }

    private static void Take(SortedDictionary<ObjectId, List<ShardIndex>> next, ObjectId node, int count, Stack<ShardIndex> free)
    {
        if (!next.TryGetValue(node, out List<ShardIndex>? shards))
            next.Add(node, shards = []);
        while (shards.Count < count)
            shards.Add(free.Pop());
    }
}
