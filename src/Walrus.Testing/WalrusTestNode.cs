using Microsoft.Extensions.DependencyInjection;
using Walrus.Gateway.Development;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Storage.Slivers;

namespace Walrus.Testing;

/// <summary>A storage node of a test network.</summary>
public sealed class WalrusTestNode
{
    private readonly WalrusNetwork _network;

    internal WalrusTestNode(WalrusNetwork network, int index) => (_network, Index) = (network, index);

    /// <summary>Position in the genesis.</summary>
    public int Index { get; }

    /// <summary>Its disk.</summary>
    public ISliverStore Store => _network.StoreOf(Index);

    /// <summary>From now on it refuses connections and signs nothing.</summary>
    public Task StopAsync() => Controls.StopAsync(Index, CancellationToken.None);

    /// <summary>It answers again, and catches up on what it missed.</summary>
    public Task StartAsync() => Controls.StartAsync(Index, CancellationToken.None);

    /// <summary>Damages what it stores, or how it answers from now on.</summary>
    public Task InjectAsync(NodeFault fault) => Controls.InjectAsync(Index, fault, CancellationToken.None);

    /// <summary>Services of the silo that hosts it.</summary>
    public IServiceProvider Services => _network.ServicesOfNode(Index);

    /// <summary>What it says of itself.</summary>
    public Task<NodeReport> ReportAsync() =>
        _network.ServicesOfNode(Index).GetRequiredService<IGrainFactory>().GetGrain<INodeGrain>($"node-{Index}").ReportAsync();

    private INodeControls Controls => _network.ServicesOfNode(Index).GetRequiredService<INodeControls>();
}
