using Walrus.Client.StorageNodes;
using Walrus.Client.Transfer;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Storage.Slivers;

namespace Walrus.Grains.Nodes.Shards;

/// <summary>Finds which slivers of a moving shard the node lacks, in the order of their blobs.</summary>
internal sealed class LackingSlivers(LocalNode node, LedgerReplica replica)
{
    private const int PageSize = 256;

    /// <summary>
    /// The first run of slivers behind <paramref name="after"/> of which none is held; null when nothing lacks. What is held ends a run, so
    /// that a shard which comes back after an epoch away is not read once more.
    /// </summary>
    public ShardSlice? FindRun(ShardIndex shard, Axis axis, BlobId? after)
    {
        BlobId? first = null;
        int count = 0;
        while (Page(after) is { Count: > 0 } page)
        {
            foreach ((BlobId blob, bool moves) in page)
            {
                if (!moves)
                    continue;
                bool isHeld = node.Store.ContainsSliver(new SliverKey(blob, shard, axis));
                if (first is { } from && (isHeld || count == ShardSyncFormat.MaxSlivers))
                    return new ShardSlice(shard, axis, from, count);
                if (isHeld)
                    continue;
                first ??= blob;
                count++;
            }

            after = page[^1].Blob;
        }

        return first is { } last ? new ShardSlice(shard, axis, last, count) : null;
    }

    private List<(BlobId Blob, bool Moves)> Page(BlobId? after) => replica.Read(machine =>
        machine.CertifiedBlobs(after, PageSize).Select(blob => (blob, machine.MovesWithShards(blob))).ToList());
}
