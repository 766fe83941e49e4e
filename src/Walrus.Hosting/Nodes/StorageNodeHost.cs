using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Work;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Time;
using Walrus.Hosting.Transport;
using Walrus.Node.Http;
using Walrus.Node.Services;
using Walrus.ServiceDefaults;

namespace Walrus.Hosting.Nodes;

/// <summary>
/// The HTTP API of one storage node as a web application of its own inside the process: closing its listener is what
/// "the node is stopped" means, to clients and peers alike (rulings 29).
/// </summary>
internal sealed class StorageNodeHost(HostedNode hosted, IServiceProvider services) : IAsyncDisposable
{
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(2);

    private readonly INodeTransport _transport = services.GetRequiredService<INodeTransport>();
    private readonly TimeProvider _time = services.GetRequiredService<NetworkClock>().Underlying;
    private readonly SemaphoreSlim _switch = new(1, 1);
    private WebApplication? _application;

    public HostedNode Hosted => hosted;

    /// <summary>Faults of this node; they outlast a stop and a start.</summary>
    public NodeFaults Faults { get; } = new(hosted.Node, services.GetRequiredService<NetworkClock>().Underlying);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await services.GetRequiredService<LedgerReplica>().WaitForPositionAsync(1, cancellationToken);
        await OpenAsync(cancellationToken);
    }

    public async Task StopAsync(CancellationToken cancellationToken) => await CloseAsync();

    /// <summary>Listens, follows the ledger again and heals. Nothing happens when it runs already.</summary>
    public async Task OpenAsync(CancellationToken cancellation)
    {
        await _switch.WaitAsync(cancellation);
        try
        {
            if (_application is not null)
                return;
            _application = Build();
            await _application.StartAsync(cancellation);
            hosted.Node.Stopped = false;
            _transport.Opened(hosted, _application.Services);
        }
        finally
        {
            _switch.Release();
        }

        services.GetRequiredService<IGrainFactory>().GetGrain<INodeGrain>(hosted.Node.Name).WakeAsync().Ignore();
    }

    /// <summary>Refuses connections and signs nothing from now on. Nothing happens when it is stopped already.</summary>
    public async Task CloseAsync()
    {
        await _switch.WaitAsync();
        try
        {
            if (_application is null)
                return;
            hosted.Node.Stopped = true;
            _transport.Closing(hosted);
            using CancellationTokenSource drained = new(DrainLimit, _time);
            await _application.StopAsync(drained.Token);
            await _application.DisposeAsync();
            _application = null;
        }
        finally
        {
            _switch.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _switch.Dispose();
    }

    private WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.AddListenerDefaults(services);
        builder.Services.AddSingleton<IMemoryPoolFactory<byte>>(ConnectionMemory.OfProcess);
        _transport.Configure(builder.WebHost, hosted);
        WebApplication application = builder.Build();
        application.UseWalrusHttpConventions(HttpSurface.StorageNode);
        application.Use(Faults.InvokeAsync);
        application.MapDefaultEndpoints();
        application.MapStorageNodeApi(CreateService());
        application.MapCheckpointApi(services.GetRequiredService<IGrainFactory>().GetGrain<INodeGrain>(hosted.Node.Name));
        return application;
    }

    private StorageNodeService CreateService() => new(
        hosted.Node,
        services.GetRequiredService<LedgerReplica>(),
        services.GetRequiredService<CommitteeDirectory>(),
        services.GetRequiredService<IGrainFactory>(),
        services.GetRequiredService<NodeHealers>().For(hosted.Node),
        services.GetRequiredService<BoundedWork>(),
        _time);
}
