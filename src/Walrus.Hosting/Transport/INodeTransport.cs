using Microsoft.AspNetCore.Hosting;
using Walrus.Client.StorageNodes;

namespace Walrus.Hosting.Transport;

/// <summary>
/// How storage nodes listen and how they are reached: sockets, or the same endpoints in memory. It is the one seam of the data path,
/// where a stopped node refuses and faults act.
/// </summary>
public interface INodeTransport : IStorageNodeConnector
{
    /// <summary>Sets up the web server of a node's application before it is built.</summary>
    void Configure(IWebHostBuilder web, HostedNode node);

    /// <summary>The node's application runs and can be reached.</summary>
    void Opened(HostedNode node, IServiceProvider application);

    /// <summary>The node's application is about to stop: from now on it refuses.</summary>
    void Closing(HostedNode node);
}
