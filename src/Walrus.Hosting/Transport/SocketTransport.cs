using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.StorageNodes;
using Walrus.Hosting.Transport.Memory;

namespace Walrus.Hosting.Transport;

/// <summary>
/// Nodes listen on sockets, cleartext HTTP/1.1 (rulings 28). Clients of the same process speak the same HTTP to them, over memory.
/// </summary>
public sealed class SocketTransport : INodeTransport, IDisposable
{
    private readonly MemoryListeners _memory = new();
    private readonly SocketNodeConnector _connector;

    /// <summary>A transport without nodes.</summary>
    public SocketTransport() => _connector = new SocketNodeConnector(inProcess: _memory.Connect);

    /// <inheritdoc/>
    public HttpMessageHandler HandlerFor(Uri nodeUrl) => _connector.HandlerFor(nodeUrl);

    /// <inheritdoc/>
    public void Configure(IWebHostBuilder web, HostedNode node)
    {
        web.ConfigureServices(services => services.AddSingleton<IConnectionListenerFactory>(_memory));
        web.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(node.Endpoint, static listener => listener.Protocols = HttpProtocols.Http1);
            // Behind https is somebody else, who ends it.
            if (node.Node.Url.Scheme == Uri.UriSchemeHttp)
                kestrel.Listen(new MemoryEndPoint($"{node.Node.Url.IdnHost}:{node.Node.Url.Port}"), static listener => listener.Protocols = HttpProtocols.Http1);
        });
    }

    /// <inheritdoc/>
    public void Opened(HostedNode node, IServiceProvider application) { }

    /// <inheritdoc/>
    public void Closing(HostedNode node) { }

    /// <inheritdoc/>
    public void Dispose() => _connector.Dispose();
}
