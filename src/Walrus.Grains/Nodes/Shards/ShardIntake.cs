using System.Buffers;
using Walrus.Client.Committees;
using Walrus.Client.Reading;
using Walrus.Client.Transfer;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Signatures;
using Walrus.Grains.Epochs;
using Walrus.Grains.Ledger;
using Walrus.Storage.Slivers;

namespace Walrus.Grains.Nodes.Shards;

/// <summary>What a node does with slivers of shards that it takes over: judges them by the metadata, and keeps them.</summary>
internal sealed class ShardIntake(LocalNode node, LedgerReplica replica, ReadingCommittees committees, BlobReader reader) : IShardReceiver
{
    private const int PageSize = 256;
    private const int ConcurrentBlobs = 8;

    public BlsSecretKey Key => node.ProtocolKey;

    /// <summary>Metadata that the node does not hold come from any node, and are held from then on.</summary>
    public async ValueTask<VerifiedBlobMetadata?> FindMetadataAsync(BlobId blob, CancellationToken cancellation)
    {
        if (!replica.Read(machine => machine.MovesWithShards(blob)))
            return null;
        CommitteeSnapshot committee = committees.For(blob);
        if (await FindHeldAsync(blob, committee, cancellation) is { } held)
            return held;
        VerifiedBlobMetadata metadata = await reader.ReadMetadataAsync(blob, committee, cancellation);
        await node.Store.PutMetadataAsync(blob, BcsFormat.ToBytes(metadata.Metadata), cancellation);
        return await node.DropIfEndedAsync(replica, blob) ? null : metadata;
    }

    public async ValueTask KeepAsync(BlobId blob, ShardSlice slice, ReadOnlyMemory<byte> bcs, CancellationToken cancellation)
    {
        await node.Store.PutSliverAsync(new SliverKey(blob, slice.Shard, slice.Axis), bcs, cancellation);
        await node.DropIfEndedAsync(replica, blob);
    }

    /// <summary>
    /// Fetches the metadata of every blob of a former epoch: a node that is new in the committee can judge no sliver before
    /// (control plane 5.4). Returns how many are not to be had now.
    /// </summary>
    public async Task<int> FetchMetadataAsync(CancellationToken cancellation)
    {
        int unavailable = 0;
        ParallelOptions options = new() { MaxDegreeOfParallelism = ConcurrentBlobs, CancellationToken = cancellation };
        BlobId? after = null;
        while (replica.Read(machine => machine.CertifiedBlobs(after, PageSize)) is { Count: > 0 } page)
        {
            await Parallel.ForEachAsync(page.Where(blob => !node.Store.ContainsMetadata(blob)), options, async (blob, token) =>
            {
                try
                {
                    await FindMetadataAsync(blob, token);
                }
                catch (BlobUnavailableException)
                {
                    // Recovery tries again, with the blob's slivers.
                    Interlocked.Increment(ref unavailable);
                }
            });
            after = page[^1];
        }

        return unavailable;
    }

    private async Task<VerifiedBlobMetadata?> FindHeldAsync(BlobId blob, CommitteeSnapshot committee, CancellationToken cancellation)
    {
        try
        {
            using IMemoryOwner<byte>? bytes = await node.Store.ReadMetadataAsync(blob, cancellation);
            return bytes is null ? null : VerifiedBlobMetadata.Verify(blob, BcsFormat.FromBytes<BlobMetadata>(bytes.Memory.Span), committee.Parameters);
        }
        catch (SliverCorruptedException)
        {
            // The store has dropped them.
            return null;
        }
    }
}
