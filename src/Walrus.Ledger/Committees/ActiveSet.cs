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

    /// <summary>Sum of all stakes, in FROST.</summary>
    public ulong TotalStake => Entries.Aggregate(0UL, static (sum, entry) => sum + entry.Stake);

    /// <summary>Whether a node is a candidate.</summary>
    public bool Contains(ObjectId node) => IndexOf(node) >= 0;

    /// <summary>
    /// With a node's stake of the coming epoch: updated in place, appended, in place of the lowest that has strictly less,
    /// or not at all; removed when it has none or less than <paramref name="minStake"/>.
    /// </summary>
    public ActiveSet With(ObjectId node, ulong stake, ulong minStake = 0, int maxSize = MaxSize)
    {
        int index = IndexOf(node);
        if (stake == 0 || stake < minStake)
            return index < 0 ? this : WithoutIndex(index);
        ActiveSetEntry entry = new(node, stake);
        if (index >= 0)
            return new ActiveSet(Entries.SetItem(index, entry));
        if (Entries.Length < maxSize)
            return new ActiveSet(Entries.Add(entry));
        int lowest = Entries.IndexOf(Entries.MinBy(static item => item.Stake));
        return Entries[lowest].Stake < stake ? new ActiveSet(Entries.SetItem(lowest, entry)) : this;
    }

    /// <summary>FROST that counts for a node; 0 if it is no candidate.</summary>
    public ulong StakeOf(ObjectId node) => Entries.FirstOrDefault(entry => entry.Node == node).Stake;

    public void Write(BcsWriter writer) => writer.Vector(Entries, static (w, entry) =>
    {
        w.Value(entry.Node);
        w.U64(entry.Stake);
    });

    public static ActiveSet Read(ref BcsReader reader) => new([.. reader.Vector(
        static (ref BcsReader r) => new ActiveSetEntry(ObjectId.Read(ref r), r.U64()), Bytes32.Length + sizeof(ulong))]);

    // The last entry moves into the hole: the order is part of the state.
    private ActiveSet WithoutIndex(int index)
    {
        ImmutableArray<ActiveSetEntry> entries = Entries.SetItem(index, Entries[^1]);
        return new ActiveSet(entries.RemoveAt(entries.Length - 1));
    }

    private int IndexOf(ObjectId node)
    {
        for (int i = 0; i < Entries.Length; i++)
        {
            if (Entries[i].Node == node)
                return i;
        }

        return -1;
    }
}
