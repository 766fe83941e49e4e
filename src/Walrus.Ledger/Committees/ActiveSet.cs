using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Committees;

/// <summary>A candidate for selection.</summary>
/// <param name="Node">Its id.</param>
/// <param name="Stake">FROST that counts for it in the coming epoch.</param>
public readonly record struct ActiveSetEntry(ObjectId Node, ulong Stake);

/// <summary>The candidates for selection; their order breaks ties (control plane 3.7). Immutable.</summary>
internal sealed record ActiveSet(ImmutableArray<ActiveSetEntry> Entries)
{
    /// <summary>Most candidates.</summary>
    public const int MaxSize = 150;

    public static readonly ActiveSet Empty = new([]);

    public ulong StakeOf(ObjectId node) => Entries.FirstOrDefault(entry => entry.Node == node).Stake;

    public void Write(BcsWriter writer) => writer.Vector(Entries, static (w, entry) =>
    {
        w.Value(entry.Node);
        w.U64(entry.Stake);
    });
}
