using System.Buffers;
using Walrus.Client.Work;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Storage.Slivers;

namespace Walrus.Grains.Nodes;

/// <summary>Symbols for lost slivers of one axis out of the slivers of the other that the node still holds: nobody has to be asked for them.</summary>
internal sealed class OwnSymbols
{
    private const long ExpansionBytes = 64 << 20;

    private readonly IReadOnlyList<SliverExpansion> _sources;

    private OwnSymbols(IReadOnlyList<SliverExpansion> sources) => _sources = sources;

    /// <summary>Expands what is held, as far as memory for it goes.</summary>
    public static async Task<OwnSymbols> OfAsync(
        ISliverStore store, VerifiedBlobMetadata metadata, Axis lostAxis, BoundedWork work, CancellationToken cancellation)
    {
        long each = (long)metadata.Parameters.Shards * (metadata.SymbolSize + 2 * Bytes32.Length);
        int most = (int)Math.Min(metadata.Parameters.SymbolsPerSliver(lostAxis), ExpansionBytes / each);
        List<SliverExpansion> sources = [];
        foreach (SliverKey key in store.ListSlivers(metadata.BlobId).Where(key => key.Axis == lostAxis.Orthogonal()).Take(most))
        {
            if (await ExpandAsync(store, key, metadata, work, cancellation) is { } expansion)
                sources.Add(expansion);
        }

        return new OwnSymbols(sources);
    }

    /// <summary>The symbols of one lost sliver.</summary>
    public IReadOnlyList<GeneralRecoverySymbol> Of(SliverIndex lost) => [.. _sources.Select(source => source.RecoverySymbol(lost))];

    private static async Task<SliverExpansion?> ExpandAsync(
        ISliverStore store, SliverKey key, VerifiedBlobMetadata metadata, BoundedWork work, CancellationToken cancellation)
    {
        try
        {
            using IMemoryOwner<byte>? bytes = await store.ReadSliverAsync(key, cancellation);
            if (bytes is null)
                return null;
            Sliver sliver = Sliver.FromBytes(bytes.Memory, key.Axis);
            SliverExpansion expansion = await work.RunAsync(() => new SliverExpansion(sliver, metadata.Parameters), cancellation);
            return expansion.Root == metadata.RootOf(sliver.Index, key.Axis) ? expansion : null;
        }
        catch (SliverCorruptedException)
        {
            // The store has dropped it: whoever recovers this blob finds that it is lost as well.
            return null;
        }
    }
}
