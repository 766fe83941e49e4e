using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Walrus.Client.StorageNodes;
using Walrus.Node;
using Walrus.Node.Http;

namespace Walrus.Client.Tests.Network;

/// <summary>The real endpoints around a node, in memory.</summary>
internal sealed class NodeHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private NodeHost(WebApplication app) => _app = app;

    public HttpMessageHandler Handler => _app.GetTestServer().CreateHandler();

    public HttpClient Http { get; private set; } = null!;

    public static async Task<NodeHost> StartAsync(IStorageNode node, TimeProvider time, StorageNodeApiOptions? options = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(time);
        WebApplication app = builder.Build();
        app.UseStorageNodeCrossOrigin();
        app.MapStorageNodeApi(node, options);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new NodeHost(app) { Http = app.GetTestClient() };
    }

    public StorageNodeClient Client(IStorageNode node, TimeProvider time) => new(Http, node.Parameters, time);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
