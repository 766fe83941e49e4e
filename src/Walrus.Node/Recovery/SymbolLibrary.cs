using System.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Node.Services;
using Walrus.Storage.Slivers;

namespace Walrus.Node.Recovery;

/// <summary>Symbols out of the slivers that the node holds, for peers that lost theirs (HTTP interfaces 7.5).</summary>
/// <param name="held">The slivers.</param>
/// <param name="expansions">The same, expanded.</param>
/// <param name="owes">Whether the node owes a shard in the current committee.</param>
internal sealed class SymbolLibrary(HeldSlivers held, SliverExpansions expansions, Func<ShardIndex, bool> owes)
{
    /// <summary>Symbols with proofs.</summary>
    /// <exception cref="StorageNodeRefusalException">InvalidFilter, NoSymbolsSpecified, RecoverySymbolOutOfRange, SymbolNotPresentAtShards, SliverNotFound.</exception>
    public async ValueTask<IMemoryOwner<byte>> ProveAsync(VerifiedBlobMetadata metadata, SymbolFilter filter, CancellationToken cancellation)
    {
        IReadOnlyList<SymbolId> cells = filter switch
        {
            SymbolFilter.Cells given => RequireCells(given.Symbols, metadata),
            SymbolFilter.Target target => CellsOf(target, metadata),
            _ => throw Refuse(StorageNodeReason.InvalidFilter, "the filter is of no known kind"),
        };
        Axis preferred = filter is SymbolFilter.Target { Axis: var axis } ? axis.Orthogonal() : Axis.Primary;
        Axis[] sources = filter.ProofAxis is { } wanted ? [wanted] : [preferred, preferred.Orthogonal()];
        return await held.AnswerAsync(RequireSize(cells.Count, metadata), () => ProveAsync(cells, sources, metadata, cancellation), cancellation);
    }

    private async ValueTask<byte[]> ProveAsync(
        IReadOnlyList<SymbolId> cells, Axis[] sources, VerifiedBlobMetadata metadata, CancellationToken cancellation)
    {
        List<GeneralRecoverySymbol> symbols = [];
        foreach (SymbolId cell in cells)
        {
            if (await FindAsync(cell, sources, metadata, cancellation) is { } symbol)
                symbols.Add(symbol);
        }

        if (symbols.Count == 0)
            throw NonePresent(cells, sources, metadata);
        BcsWriter writer = new();
        writer.Vector(symbols);
        return writer.ToArray();
    }

    /// <summary>Symbols without proofs, for systematic slivers: the receiver verifies the recovered sliver as a whole.</summary>
    /// <exception cref="StorageNodeRefusalException">NoTargetSliversSpecified, RecoverySymbolOutOfRange, InvalidFilter, SliverNotFound.</exception>
    public async ValueTask<IMemoryOwner<byte>> ListAsync(
        VerifiedBlobMetadata metadata, Axis axis, IReadOnlyList<SliverIndex> targets, CancellationToken cancellation)
    {
        SortedSet<SliverIndex> wanted = [.. targets];
        if (wanted.Count == 0)
            throw Refuse(StorageNodeReason.NoTargetSliversSpecified, "no target slivers are named");
        int systematic = metadata.Parameters.SymbolsPerSliver(axis.Orthogonal());
        if (wanted.Max.Value >= systematic)
            throw Refuse(StorageNodeReason.RecoverySymbolOutOfRange, $"{axis} sliver {wanted.Max} is not one of the {systematic} systematic ones");
        SliverKey[] sources = [.. held.Of(metadata.BlobId).Where(key => key.Axis == axis.Orthogonal())];
        long bytes = RequireSize((long)wanted.Count * sources.Length, metadata);
        return await held.AnswerAsync(bytes, () => ListAsync(metadata, axis, wanted, sources, cancellation), cancellation);
    }

    private async ValueTask<byte[]> ListAsync(
        VerifiedBlobMetadata metadata, Axis axis, SortedSet<SliverIndex> wanted, SliverKey[] sources, CancellationToken cancellation)
    {
        Dictionary<SliverIndex, IReadOnlyList<TaggedDecodingSymbol>> listing = [];
        foreach (SliverIndex target in wanted)
            listing[target] = new List<TaggedDecodingSymbol>(sources.Length);
        foreach (SliverKey key in sources)
            await AddSymbolsAsync(key, metadata.SymbolSize, listing, cancellation);
        if (listing[wanted.Min].Count == 0)
            throw Refuse(StorageNodeReason.SliverNotFound, $"no {axis.Orthogonal()} sliver of blob {metadata.BlobId} here");
        return DecodingSymbolListing.ToBytes(listing);
    }

    private static IReadOnlyList<SymbolId> RequireCells(IReadOnlyList<SymbolId> cells, VerifiedBlobMetadata metadata)
    {
        int shards = metadata.Parameters.Shards;
        if (cells.Count == 0)
            throw Refuse(StorageNodeReason.NoSymbolsSpecified, "no symbols are named");
        if (cells.Count > shards)
            throw Refuse(StorageNodeReason.InvalidFilter, $"{cells.Count} symbols are more than a sliver has");
        foreach (SymbolId cell in cells)
        {
            if (cell.Primary.Value >= shards || cell.Secondary.Value >= shards)
                throw Refuse(StorageNodeReason.RecoverySymbolOutOfRange, $"symbol {cell} is beyond the {shards} shards of this network");
        }

        return cells;
    }

    private List<SymbolId> CellsOf(SymbolFilter.Target target, VerifiedBlobMetadata metadata)
    {
        if (target.Sliver.Value >= metadata.Parameters.Shards)
            throw Refuse(StorageNodeReason.RecoverySymbolOutOfRange, $"sliver {target.Sliver} is beyond the {metadata.Parameters.Shards} shards of this network");
        Axis axis = target.Axis.Orthogonal();
        List<SymbolId> cells =
        [
            .. held.Of(metadata.BlobId).Where(key => key.Axis == axis)
                .Select(key => metadata.Parameters.SliverOf(metadata.Parameters.PairOf(key.Shard, metadata.BlobId), axis))
                .Select(source => axis == Axis.Primary ? new SymbolId(source, target.Sliver) : new SymbolId(target.Sliver, source)),
        ];
        if (cells.Count == 0)
            throw Refuse(StorageNodeReason.SliverNotFound, $"no {axis} sliver of blob {metadata.BlobId} here");
        return cells;
    }

    private async ValueTask<GeneralRecoverySymbol?> FindAsync(
        SymbolId cell, Axis[] sources, VerifiedBlobMetadata metadata, CancellationToken cancellation)
    {
        foreach (Axis axis in sources)
        {
            if (await expansions.FindAsync(SourceOf(cell, axis, metadata), metadata, cancellation) is { } expansion)
                return expansion.RecoverySymbol(axis == Axis.Primary ? cell.Secondary : cell.Primary);
        }

        return null;
    }

    /// <summary>The sliver of this axis that the cell lies on.</summary>
    private static SliverKey SourceOf(SymbolId cell, Axis axis, VerifiedBlobMetadata metadata)
    {
        SliverPairIndex pair = metadata.Parameters.PairOf(axis == Axis.Primary ? cell.Primary : cell.Secondary, axis);
        return new SliverKey(metadata.BlobId, metadata.Parameters.ShardOf(pair, metadata.BlobId), axis);
    }

    private StorageNodeRefusalException NonePresent(IReadOnlyList<SymbolId> cells, Axis[] sources, VerifiedBlobMetadata metadata) =>
        cells.Any(cell => sources.Any(axis => owes(SourceOf(cell, axis, metadata).Shard)))
            ? Refuse(StorageNodeReason.SliverNotFound, $"the slivers of blob {metadata.BlobId} that provide these symbols are not here")
            : Refuse(StorageNodeReason.SymbolNotPresentAtShards, $"no shard of this node provides these symbols of blob {metadata.BlobId}");

    /// <summary>Symbols of systematic slivers stand in the source's own data: nothing has to be expanded.</summary>
    private async ValueTask AddSymbolsAsync(
        SliverKey key, int symbolSize, Dictionary<SliverIndex, IReadOnlyList<TaggedDecodingSymbol>> listing, CancellationToken cancellation)
    {
        using IMemoryOwner<byte>? bytes = await held.ReadAsync(key, cancellation);
        if (bytes is null)
            return;
        Sliver source = Sliver.FromBytes(bytes.Memory, key.Axis);
        foreach ((SliverIndex target, IReadOnlyList<TaggedDecodingSymbol> symbols) in listing)
        {
            byte[] symbol = source.Data.Slice(target.Value * symbolSize, symbolSize).ToArray();
            ((List<TaggedDecodingSymbol>)symbols).Add(new TaggedDecodingSymbol(key.Axis.Orthogonal(), new DecodingSymbol(source.Index, symbol)));
        }
    }

    /// <summary>Bytes of an answer with so many symbols, at most.</summary>
    private static long RequireSize(long symbols, VerifiedBlobMetadata metadata)
    {
        long bytes = symbols * (metadata.SymbolSize + StorageNodeLimits.SymbolOverhead);
        return bytes <= StorageNodeLimits.MaxSymbolsBody
            ? bytes
            : throw Refuse(StorageNodeReason.InvalidFilter, $"{symbols} symbols of {metadata.SymbolSize} bytes are too much for one answer");
    }

    private static StorageNodeRefusalException Refuse(StorageNodeReason reason, string message) => new(reason, message);
}
