using System.Net;
using System.Net.Sockets;

namespace Walrus.Client.StorageNodes;

/// <summary>Reaches storage nodes over TCP, or within the process where they listen in it; one per process, so that connections are shared.</summary>
public sealed class SocketNodeConnector : IStorageNodeConnector, IDisposable
{
    private readonly SocketsHttpHandler _handler;

    /// <summary>A connector with its own connections.</summary>
    /// <param name="connectionsPerNode">Most connections open to one node at a time; further requests wait.</param>
    /// <param name="connectTimeout">Time for a connection to be made; a dead node must not hold up a quorum. 2 s by default.</param>
    /// <param name="inProcess">Connects to what listens at a place in this process; null when nothing does, and it is reached over TCP.</param>
    public SocketNodeConnector(int connectionsPerNode = 32, TimeSpan? connectTimeout = null, Func<DnsEndPoint, Stream?>? inProcess = null)
    {
        _handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connectionsPerNode,
            ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            // Nodes may move to another address; connections are renewed so that DNS is asked again.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.None,
        };
        if (inProcess is not null)
        {
            _handler.ConnectCallback = async (context, cancellation) =>
                inProcess(context.DnsEndPoint) ?? await ConnectAsync(context.DnsEndPoint, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public HttpMessageHandler HandlerFor(Uri nodeUrl) => _handler;

    /// <summary>Closes all connections.</summary>
    public void Dispose() => _handler.Dispose();

    private static async Task<Stream> ConnectAsync(DnsEndPoint place, CancellationToken cancellation)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(place, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
