using Walrus.Client.Committees;
using Walrus.Gateway.Development;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;

namespace Walrus.Hosting.Nodes;

/// <summary>The development controls over the storage nodes of this process.</summary>
internal sealed class NodeControls(IEnumerable<StorageNodeHost> hosts, CommitteeDirectory committees, IGrainFactory grains) : INodeControls
{
    private readonly StorageNodeHost[] _hosts = [.. hosts.OrderBy(static host => host.Hosted.Node.Index)];

    public async Task<IReadOnlyList<ControlledNode>> ListAsync(CancellationToken cancellation) =>
        await Task.WhenAll(_hosts.Select(DescribeAsync));

    public async Task<bool> StopAsync(int index, CancellationToken cancellation)
    {
        if (Find(index) is not { } host)
            return false;
        await host.CloseAsync();
        return true;
    }

    public async Task<bool> StartAsync(int index, CancellationToken cancellation)
    {
        if (Find(index) is not { } host)
            return false;
        await host.OpenAsync(cancellation);
        return true;
    }

    public async Task<bool> InjectAsync(int index, NodeFault fault, CancellationToken cancellation)
    {
        if (Find(index) is not { } host)
            return false;
        await host.Faults.InjectAsync(fault, cancellation);
        // A node that was wiped looks at once what it owes.
        grains.GetGrain<INodeGrain>(host.Hosted.Node.Name).WakeAsync().Ignore();
        return true;
    }

    private StorageNodeHost? Find(int index) => Array.Find(_hosts, host => host.Hosted.Node.Index == index);

    private async Task<ControlledNode> DescribeAsync(StorageNodeHost host)
    {
        LocalNode node = host.Hosted.Node;
        CommitteeMember? member = committees.Find(node.Name);
        NodeReport? report = node.Stopped ? null : await grains.GetGrain<INodeGrain>(node.Name).ReportAsync();
        return new ControlledNode(
            node.Index, member?.NodeId.ToString() ?? "", node.Name, node.Url, node.Stopped ? "stopped" : "running",
            [.. (member?.Shards ?? []).Select(static shard => (int)shard.Value)], report?.Status, report?.Backlog);
    }
}
