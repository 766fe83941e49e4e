using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Walrus.Client.StorageNodes;

namespace Walrus.Hosting.Transport;

/// <summary>Nodes listen on sockets, cleartext HTTP/1.1 (rulings 28).</summary>
public sealed class SocketTransport : INodeTransport, IDisposable
{
    private readonly SocketNodeConnector _connector = new();

    /// <inheritdoc/>
    public HttpMessageHandler HandlerFor(Uri nodeUrl) => _connector.HandlerFor(nodeUrl);

    /// <inheritdoc/>
    public void Configure(IWebHostBuilder web, HostedNode node) => web.ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        kestrel.Listen(node.Endpoint, static listener => listener.Protocols = HttpProtocols.Http1);
    });

    /// <inheritdoc/>
    public void Opened(HostedNode node, IServiceProvider application) { }

    /// <inheritdoc/>
    public void Closing(HostedNode node) { }

    /// <inheritdoc/>
    public void Dispose() => _connector.Dispose();
}
