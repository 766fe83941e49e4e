using System.Net;
using Walrus.Client.Http;
using Walrus.Client.StorageNodes;

namespace Walrus.Gateway.Tests.Publishing;

/// <summary>The way to the storage nodes, with a look at every request; what the look returns is answered in the node's place.</summary>
internal sealed class WatchedConnector(IStorageNodeConnector inner, Func<HttpRequestMessage, Task<HttpResponseMessage?>> look) : IStorageNodeConnector
{
    public HttpMessageHandler HandlerFor(Uri nodeUrl) => new Watch(inner.HandlerFor(nodeUrl), look);

    /// <summary>What a node answers whose disk is full.</summary>
    public static HttpResponseMessage Unwritable() => new(HttpStatusCode.ServiceUnavailable)
    {
        Content = new ByteArrayContent(StorageNodeReasons.Unwritable.ToJsonUtf8()) { Headers = { { "Content-Type", WalrusJson.MediaType } } },
    };

    private sealed class Watch(HttpMessageHandler inner, Func<HttpRequestMessage, Task<HttpResponseMessage?>> look) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            await look(request) ?? await base.SendAsync(request, cancellationToken);
    }
}
