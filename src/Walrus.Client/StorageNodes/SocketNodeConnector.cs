namespace Walrus.Client.StorageNodes;

/// <summary>Reaches storage nodes over TCP; one per process, so that connections are shared.</summary>
public sealed class SocketNodeConnector : IStorageNodeConnector, IDisposable
{
    private readonly SocketsHttpHandler _handler;

    /// <summary>A connector with its own connections.</summary>
    /// <param name="connectionsPerNode">Most connections open to one node at a time; further requests wait.</param>
    /// <param name="connectTimeout">Time for a connection to be made; a dead node must not hold up a quorum. 2 s by default.</param>
    public SocketNodeConnector(int connectionsPerNode = 32, TimeSpan? connectTimeout = null) => _handler = new SocketsHttpHandler
    {
        MaxConnectionsPerServer = connectionsPerNode,
        ConnectTimeout = connectTimeout ?? TimeSpan.FromSeconds(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        // Nodes may move to another address; connections are renewed so that DNS is asked again.
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
    };

    /// <inheritdoc/>
    public HttpMessageHandler HandlerFor(Uri nodeUrl) => _handler;

    /// <summary>Closes all connections.</summary>
    public void Dispose() => _handler.Dispose();
}
