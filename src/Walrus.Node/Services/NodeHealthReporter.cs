using Walrus.Client.StorageNodes;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;

namespace Walrus.Node.Services;

/// <summary>Puts together what a node says of itself (HTTP interfaces 7.7).</summary>
internal sealed class NodeHealthReporter(LocalNode node, LedgerReplica replica, IGrainFactory grains, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public async ValueTask<NodeHealth> ReportAsync(bool detailed)
    {
        NodeReport report = await grains.GetGrain<INodeGrain>(node.Name).ReportAsync();
        ulong height = replica.Read(static machine => machine.Head.Height);
        int ready = report.Shards.Count(static shard => shard.Status == ShardStatus.Ready);
        ShardStatusSummary summary = new(
            report.Shards.Length,
            report.Shards.Count(static shard => shard.Status == ShardStatus.Unknown),
            ready,
            report.Shards.Count(static shard => shard.Status == ShardStatus.InTransfer),
            report.Shards.Count(static shard => shard.Status == ShardStatus.InRecovery),
            report.ReadOnly.Length);
        ShardStatusDetail? detail = detailed ? new ShardStatusDetail(
            [.. report.Shards.Select(Describe)],
            [.. report.ReadOnly.Select(static shard => new ShardHealth(shard, ShardHealthStatus.ReadOnly))]) : null;
        EventProgress progress = new(report.EventCursor, (ulong)report.Backlog, report.EventCursor == 0 ? null : report.EventCursor - 1);
        return new NodeHealth(
            time.GetElapsedTime(_started), report.Epoch, node.ProtocolKey.PublicKey.Bytes, report.Status, progress, summary, detail, height);
    }

    private static ShardHealth Describe(ShardReport shard) => new(shard.Shard, shard.Status switch
    {
        ShardStatus.Ready => ShardHealthStatus.Ready,
        ShardStatus.InTransfer => ShardHealthStatus.InTransfer,
        ShardStatus.InRecovery => ShardHealthStatus.InRecovery,
        _ => ShardHealthStatus.Unknown,
    });
}
