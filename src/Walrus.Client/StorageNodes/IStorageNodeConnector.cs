namespace Walrus.Client.StorageNodes;

/// <summary>
/// The seam between clients and storage nodes: sockets, or the same HTTP endpoints in memory. Faults of the way to a
/// node act here.
/// </summary>
public interface IStorageNodeConnector
{
    /// <summary>The handler for requests to the node at this base URL. It stays the connector's own: callers do not dispose it.</summary>
    HttpMessageHandler HandlerFor(Uri nodeUrl);
}
