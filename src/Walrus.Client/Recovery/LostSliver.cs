using Walrus.Client.Committees;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Recovery;

namespace Walrus.Client.Recovery;

/// <summary>A sliver to recover, and what its recovery starts from.</summary>
/// <param name="Metadata">The blob.</param>
/// <param name="Axis">Axis of the sliver.</param>
/// <param name="Index">Which sliver.</param>
/// <param name="Own">Symbols of it that the node has itself, right for sure and proven along the other axis.</param>
public sealed record LostSliver(VerifiedBlobMetadata Metadata, Axis Axis, SliverIndex Index, IReadOnlyList<GeneralRecoverySymbol> Own)
{
    /// <summary>How many symbols it takes.</summary>
    public int Needed => Metadata.Parameters.SymbolsPerSliver(Axis);

    /// <summary>The cell where this sliver crosses <paramref name="source"/>, a sliver of the other axis.</summary>
    public SymbolId CellWith(SliverIndex source) => Axis == Axis.Primary ? new SymbolId(Index, source) : new SymbolId(source, Index);

    /// <summary>
    /// Where symbols may come from, best first: slivers of the other axis whose symbols are the sliver's own data, then the others; at
    /// nodes in good standing, then the others; at those of the committee to fall back on last. The node that lost the sliver is not among them.
    /// </summary>
    internal IEnumerable<SymbolSource> Sources(CommitteeSnapshot committee, ObjectId self, Func<CommitteeMember, bool> isSuspect)
    {
        List<SymbolSource> holders = [], others = [];
        for (int index = 0; index < Metadata.Parameters.Shards; index++)
        {
            SliverIndex source = new(index);
            SliverPairIndex pair = Metadata.Parameters.PairOf(source, Axis.Orthogonal());
            CommitteeMember holder = committee.HolderOf(pair, Metadata.BlobId);
            if (holder.NodeId != self)
                holders.Add(new SymbolSource(source, holder));
            if (committee.Fallback?.HolderOf(pair, Metadata.BlobId) is { } other && other.NodeId != holder.NodeId && other.NodeId != self)
                others.Add(new SymbolSource(source, other));
        }

        return holders.OrderBy(source => isSuspect(source.Node)).Concat(others.OrderBy(source => isSuspect(source.Node)));
    }
}

/// <summary>A sliver that provides a symbol, and a node that should hold it.</summary>
internal readonly record struct SymbolSource(SliverIndex Index, CommitteeMember Node);
