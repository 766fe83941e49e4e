using Walrus.Client.Committees;
using Walrus.Client.Recovery;
using Walrus.Client.Work;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Recovery;
using Walrus.Core.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Storage.Slivers;

namespace Walrus.Grains.Nodes;

/// <summary>
/// Gets lost slivers of a blob back from symbols: secondary ones first, which take half as many, and which then provide one symbol
/// each of every primary sliver.
/// </summary>
public sealed class SymbolRecovery(SliverRecoverer recoverer, CommitteeDirectory committees, BoundedWork work)
{
    private const int ConcurrentSlivers = 4;

    /// <summary>Stores these slivers.</summary>
    /// <exception cref="Client.Reading.BlobUnavailableException">Too few other nodes give symbols.</exception>
    /// <exception cref="InconsistentSliverException">The blob was written incorrectly; the exception has the proof.</exception>
    public async Task RecoverAsync(
        LocalNode node, VerifiedBlobMetadata metadata, IReadOnlyList<SliverKey> lost, CommitteeSnapshot committee, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(metadata);
        ArgumentNullException.ThrowIfNull(committee);
        ObjectId self = committees.Find(node.Name)?.NodeId ?? default;
        foreach (Axis axis in new[] { Axis.Secondary, Axis.Primary })
        {
            SliverKey[] keys = [.. lost.Where(key => key.Axis == axis)];
            if (keys.Length == 0)
                continue;
            OwnSymbols own = await OwnSymbols.OfAsync(node.Store, metadata, axis, work, cancellation);
            ParallelOptions options = new() { MaxDegreeOfParallelism = ConcurrentSlivers, CancellationToken = cancellation };
            await Parallel.ForEachAsync(keys, options, async (key, token) =>
            {
                SliverIndex index = metadata.Parameters.SliverOf(metadata.Parameters.PairOf(key.Shard, metadata.BlobId), axis);
                LostSliver sliver = new(metadata, axis, index, own.Of(index));
                Sliver recovered = await recoverer.RecoverAsync(sliver, committee, self, token);
                await node.Store.PutSliverAsync(key, recovered.ToBytes(), token);
            });
        }
    }
}
