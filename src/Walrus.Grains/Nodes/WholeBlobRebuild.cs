using Walrus.Client.Reading;
using Walrus.Client.Work;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;
using Walrus.Grains.Epochs;
using Walrus.Storage.Slivers;
using Walrus.Storage.Spooling;

namespace Walrus.Grains.Nodes;

/// <summary>
/// Gets lost slivers back by way of the whole blob: reads it from the other nodes, verified, and encodes what was lost anew. Cheaper than
/// symbols when many slivers of one blob are lost. Never more expanded bytes than a group of pairs in memory.
/// </summary>
public sealed class WholeBlobRebuild(BlobReader reader, BoundedWork work, ReadingCommittees reading, string spoolFolder)
{
    private const long GroupBytes = 64 << 20;

    /// <summary>Stores the pairs of these shards.</summary>
    /// <exception cref="BlobUnavailableException">Too few other nodes answer.</exception>
    /// <exception cref="InconsistentBlobException">The blob was written incorrectly.</exception>
    /// <exception cref="InvalidSliverException">The same, but it only shows in a sliver of this node.</exception>
    public async Task RebuildAsync(LocalNode node, VerifiedBlobMetadata metadata, IReadOnlyList<ShardIndex> lacking, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(metadata);
        await using BlobSpool spool = new(spoolFolder);
        await using SpoolStream writing = new(spool);
        await using (BlobRead read = await reader.OpenAsync(metadata, reading.For(metadata.BlobId), null, ConsistencyCheck.Default, cancellation))
            await read.CopyToAsync(writing, cancellation);
        long perPair = metadata.SliverLength(Axis.Primary) + (long)metadata.SliverLength(Axis.Secondary);
        foreach (ShardIndex[] group in lacking.Chunk((int)Math.Max(1, GroupBytes / perPair)))
            await EncodeAsync(node, metadata, group, spool, cancellation);
    }

    private async Task EncodeAsync(LocalNode node, VerifiedBlobMetadata metadata, ShardIndex[] shards, BlobSpool spool, CancellationToken cancellation)
    {
        RedStuffParameters parameters = metadata.Parameters;
        BlobId blob = metadata.BlobId;
        SliverPairIndex[] pairs = [.. shards.Select(shard => parameters.PairOf(shard, blob))];
        MemorySliverSink slivers = new(parameters, metadata.UnencodedLength, pairs);
        await work.RunAsync(
            () =>
            {
                new BlobEncoder(parameters).EncodeSlivers(spool, pairs, slivers, new EncodingOptions { CancellationToken = cancellation });
                foreach (SliverPairIndex pair in pairs)
                {
                    SliverVerifier.Verify(slivers[pair, Axis.Primary], metadata);
                    SliverVerifier.Verify(slivers[pair, Axis.Secondary], metadata);
                }
            },
            cancellation);
        foreach (SliverPairIndex pair in pairs)
        {
            ShardIndex shard = parameters.ShardOf(pair, blob);
            await node.Store.PutSliverAsync(new SliverKey(blob, shard, Axis.Primary), slivers[pair, Axis.Primary].ToBytes(), cancellation);
            await node.Store.PutSliverAsync(new SliverKey(blob, shard, Axis.Secondary), slivers[pair, Axis.Secondary].ToBytes(), cancellation);
        }
    }
}
