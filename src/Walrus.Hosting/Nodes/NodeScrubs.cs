using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Time;

namespace Walrus.Hosting.Nodes;

/// <summary>One <see cref="NodeScrub"/> for each storage node of the process, as long as the process runs.</summary>
internal sealed class NodeScrubs(ScrubPlan plan, IServiceProvider services) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(services.GetServices<StorageNodeHost>().Select(host => Create(host.Hosted.Node).RunAsync(stoppingToken)));

    private NodeScrub Create(LocalNode node) => new(
        node,
        plan,
        services.GetRequiredService<NodeHealers>().For(node),
        services.GetRequiredService<LedgerReplica>(),
        services.GetRequiredService<CommitteeDirectory>(),
        services.GetRequiredService<IGrainFactory>(),
        services.GetRequiredService<NetworkClock>().Underlying,
        services.GetRequiredService<ILogger<NodeScrub>>());
}
