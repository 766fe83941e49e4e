using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;

namespace Walrus.Grains.Nodes;

/// <summary>Wakes the grains of this process's storage nodes at start and whenever the ledger moves.</summary>
internal sealed partial class NodeDriver(
    LocalNodes nodes, LedgerReplica replica, IGrainFactory grains, NetworkClock clock, ILogger<NodeDriver> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await replica.WaitForPositionAsync(1, stoppingToken);
        await Task.WhenAll(nodes.All.Select(node => FollowAsync(node, stoppingToken)));
    }

    private async Task FollowAsync(LocalNode node, CancellationToken cancellation)
    {
        INodeGrain grain = grains.GetGrain<INodeGrain>(node.Name);
        while (!cancellation.IsCancellationRequested)
        {
            Task moved = replica.NextMove();
            try
            {
                await grain.WakeAsync();
                await moved.WaitAsync(cancellation);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The silo may still be joining: the node's metadata is not known to everybody yet.
                Log.NotWoken(logger, node.Name, failure);
                await Task.Delay(PauseAfterFailure, clock.Underlying, cancellation);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The grain of node {Node} could not be woken.")]
        public static partial void NotWoken(ILogger logger, string node, Exception failure);
    }
}
