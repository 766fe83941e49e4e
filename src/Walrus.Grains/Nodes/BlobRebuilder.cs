using Walrus.Client.Reading;
using Walrus.Client.Work;
using Walrus.Core.Bcs;
using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Storage.Slivers;
using Walrus.Storage.Spooling;

namespace Walrus.Grains.Nodes;

/// <summary>
/// Rebuilds a storage node's part of a blob: reads the blob from the other nodes, verified, and encodes the node's own slivers
/// anew. At most two blobs at a time in a process, and never more expanded bytes than a group of pairs in memory.
/// </summary>
public sealed class BlobRebuilder(BlobReader reader, BoundedWork work, CommitteeDirectory committees, string spoolFolder) : IDisposable
{
    private const int ConcurrentBlobs = 2;
    private const long GroupBytes = 64 << 20;
    private readonly SemaphoreSlim _slots = new(ConcurrentBlobs, ConcurrentBlobs);

    /// <summary>Stores durably what the node lacks of the blob. Returns the shards that were rebuilt.</summary>
    /// <exception cref="BlobUnavailableException">Too few other nodes answer.</exception>
    public async Task<IReadOnlyList<ShardIndex>> RebuildAsync(LocalNode node, BlobId blob, CancellationToken cancellation = default)
    {
        await _slots.WaitAsync(cancellation);
        try
        {
            VerifiedBlobMetadata metadata = await reader.ReadMetadataAsync(blob, committees.Current, cancellation);
            await node.Store.PutMetadataAsync(blob, BcsFormat.ToBytes(metadata.Metadata), cancellation);
            ShardIndex[] lacking = [.. committees.ShardsOf(node.Name).Where(shard => !node.Store.HoldsPair(blob, shard))];
            if (lacking.Length > 0)
                await RebuildAsync(node, metadata, lacking, cancellation);
            await node.Store.FlushAsync(cancellation);
            return lacking;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();

    private async Task RebuildAsync(LocalNode node, VerifiedBlobMetadata metadata, ShardIndex[] lacking, CancellationToken cancellation)
    {
        await using BlobSpool spool = new(spoolFolder);
        await using SpoolStream writing = new(spool);
        await using (BlobRead read = await reader.OpenAsync(metadata, committees.Current, null, ConsistencyCheck.Default, cancellation))
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
