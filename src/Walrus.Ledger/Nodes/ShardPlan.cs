using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;

namespace Walrus.Ledger.Nodes;

/// <summary>What the start of an epoch asks of the shards of one node (control plane 5.3). Every set ascends. Immutable.</summary>
public sealed class ShardPlan
{
    private ShardPlan(ImmutableSortedSet<ShardIndex> previous, ImmutableSortedSet<ShardIndex> current, ImmutableSortedSet<ShardIndex> stored)
    {
        Owned = current;
        Gained = current.Except(previous);
        Kept = current.Intersect(previous);
        Lost = previous.Except(current);
        Old = stored.Except(previous).Except(current);
    }

    /// <summary>Shards of the node in the committee that begins: the disjoint union of gained and kept ones.</summary>
    public ImmutableSortedSet<ShardIndex> Owned { get; }

    /// <summary>To be filled from their previous owners, also where data is left from two epochs ago: then only what is missing moves.</summary>
    public ImmutableSortedSet<ShardIndex> Gained { get; }

    /// <summary>Stay with the node.</summary>
    public ImmutableSortedSet<ShardIndex> Kept { get; }

    /// <summary>To be locked: read-only from now on, the source for their new owners.</summary>
    public ImmutableSortedSet<ShardIndex> Lost { get; }

    /// <summary>With data here, but owned in neither committee: to be deleted.</summary>
    public ImmutableSortedSet<ShardIndex> Old { get; }

    /// <summary>The plan of a node.</summary>
    /// <param name="previous">Its shards in the committee that ends.</param>
    /// <param name="current">Its shards in the committee that begins.</param>
    /// <param name="stored">Shards of which it has data.</param>
    public static ShardPlan Of(IEnumerable<ShardIndex> previous, IEnumerable<ShardIndex> current, IEnumerable<ShardIndex> stored) =>
        new([.. previous], [.. current], [.. stored]);

    /// <summary>The plan of a node between two committees.</summary>
    /// <param name="node">Its id.</param>
    /// <param name="previous">The committee that ends; null before the first.</param>
    /// <param name="current">The committee that begins.</param>
    /// <param name="stored">Shards of which it has data.</param>
    public static ShardPlan Of(ObjectId node, Committee? previous, Committee current, IEnumerable<ShardIndex> stored)
    {
        ArgumentNullException.ThrowIfNull(current);
        return Of(previous?.Find(node)?.Shards ?? [], current.Find(node)?.Shards ?? [], stored);
    }
}
