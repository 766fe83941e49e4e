using Microsoft.Extensions.Logging;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Ledger.Queries;
using Walrus.Storage;
using Walrus.Storage.Slivers;

namespace Walrus.Hosting.Nodes;

/// <summary>Reads over everything that one storage node holds, walk by walk; what is damaged goes to the node's healer.</summary>
internal sealed partial class NodeScrub(
    LocalNode node, ScrubPlan plan, NodeHealer healer, LedgerReplica replica, CommitteeDirectory committees, IGrainFactory grains, TimeProvider time,
    ILogger<NodeScrub> logger)
{
    private const int BlobsAtATime = 256;

    private readonly SliverScrub _scrub = new(node.Store, new ScrubOptions { BytesPerSecond = plan.BytesPerSecond, Time = time });
    private long _indexRebuilds = node.Store.GetStatistics().IndexRebuilds;

    /// <summary>Goes on until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            if (!node.Stopped)
                await TryWalkAsync(stopping);
            await Task.Delay(plan.Pause, time, stopping);
        }
    }

    private async Task TryWalkAsync(CancellationToken stopping)
    {
        try
        {
            ScrubReport report = await _scrub.RunAsync(ReportAsync, stopping);
            if (report.Damaged > 0)
                Log.Damaged(logger, node.Name, report.Damaged, report.Entries);
            LookForWhatIsGone();
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // A store or an actor that cannot be reached now; the next walk begins anew.
            Log.NotWalked(logger, node.Name, failure);
        }
    }

    private async ValueTask ReportAsync(SliverCorruptedException damage, CancellationToken stopping)
    {
        if (damage.Key is { } key)
            await grains.GetGrain<ISliverGrain>(SliverGrainKey.Of(node.Name, key.Shard)).MarkMissingAsync(key.Blob);
        healer.Add(damage.Blob);
    }

    /// <summary>An index that was made anew does not list what could not be read for it: only the ledger knows that it should be there.</summary>
    private void LookForWhatIsGone()
    {
        long rebuilds = node.Store.GetStatistics().IndexRebuilds;
        if (rebuilds == _indexRebuilds)
            return;
        ulong cursor = 0;
        while (replica.Read(machine => machine.CertifiedBlobs(cursor, BlobsAtATime)) is { Count: > 0 } page)
        {
            foreach (CertifiedBlob certified in page.Where(certified => Lacks(certified.BlobId)))
                healer.Add(certified.BlobId);
            cursor = page[^1].Position + 1;
        }

        _indexRebuilds = rebuilds;
    }

    private bool Lacks(BlobId blob) =>
        !node.Store.ContainsMetadata(blob)
        || committees.ShardsOf(node.Name).Any(shard => !node.Store.ContainsSliver(new(blob, shard, Axis.Primary)) || !node.Store.ContainsSliver(new(blob, shard, Axis.Secondary)));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Node {Node} found {Damaged} of {Entries} entries of its store damaged, and has them rebuilt from its peers.")]
        public static partial void Damaged(ILogger logger, string node, long damaged, long entries);

        [LoggerMessage(2, LogLevel.Warning, "The walk over the store of node {Node} broke off.")]
        public static partial void NotWalked(ILogger logger, string node, Exception failure);
    }
}
