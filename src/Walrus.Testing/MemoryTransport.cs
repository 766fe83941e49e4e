using System.Collections.Concurrent;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Hosting.Transport;

namespace Walrus.Testing;

/// <summary>Storage nodes in memory: the same endpoints without ports, shared by all silos of a test network.</summary>
internal sealed class MemoryTransport : INodeTransport
{
    private readonly ConcurrentDictionary<string, HttpMessageHandler> _open = new(StringComparer.Ordinal);

    public HttpMessageHandler HandlerFor(Uri nodeUrl) => new Route(this, nodeUrl.Authority);

    public void Configure(IWebHostBuilder web, HostedNode node) => web.UseTestServer();

    public void Opened(HostedNode node, IServiceProvider application) =>
        _open[node.Node.Url.Authority] = ((TestServer)application.GetRequiredService<IServer>()).CreateHandler();

    public void Closing(HostedNode node) => _open.TryRemove(node.Node.Url.Authority, out _);

    /// <summary>Finds the node anew for each request, as a connection would.</summary>
    private sealed class Route(MemoryTransport transport, string authority) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!transport._open.TryGetValue(authority, out HttpMessageHandler? handler))
                throw new HttpRequestException(HttpRequestError.ConnectionError, $"Connection refused ({authority})", new SocketException((int)SocketError.ConnectionRefused));
            using HttpMessageInvoker invoker = new(handler, disposeHandler: false);
            return await invoker.SendAsync(request, cancellationToken);
        }
    }
}
