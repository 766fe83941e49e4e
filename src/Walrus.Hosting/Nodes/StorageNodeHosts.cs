using Microsoft.Extensions.Hosting;

namespace Walrus.Hosting.Nodes;

/// <summary>Opens and closes the listeners of all storage nodes of the process.</summary>
internal sealed class StorageNodeHosts(IEnumerable<StorageNodeHost> hosts) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.WhenAll(hosts.Select(host => host.StartAsync(cancellationToken)));

    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAll(hosts.Select(host => host.StopAsync(cancellationToken)));
}
