using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Walrus.Client.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Client.Tests.Network;
using Walrus.Core.Identifiers;
using Walrus.Node.Http;

namespace Walrus.Client.Tests.Sockets;

/// <summary>The same endpoints over TCP: what only a real server and real connections show.</summary>
public sealed class KestrelTests : IAsyncLifetime
{
    private static readonly BlobId Blob = new(new byte[32]);
    private readonly ScriptedNode _node = new();
    private readonly SocketNodeConnector _connector = new();
    private WebApplication? _app;
    private Uri? _url;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private int Limit => StorageNodeLimits.SliverBody(_node.Parameters);

    private StorageNodeClient Client => new StorageNodeClients(_connector, _node.Parameters, TimeProvider.System).For(_url!);

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = 1000; // routes set their own
            kestrel.Listen(IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http1);
        });
        _app = builder.Build();
        _app.MapStorageNodeApi(_node);
        await _app.StartAsync(Test);
        string address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _url = new Uri(address);
    }

    [Fact]
    public async Task The_largest_sliver_goes_both_ways()
    {
        byte[] sliver = EncodedBlob.Pattern(Limit, 1);
        Assert.Equal(StoreOutcome.Stored, await Client.PutSliverAsync(Blob, new(3), Axis.Primary, sliver, Test));
        Assert.Equal(sliver, _node.Received);
        _node.Bytes = sliver;
        using PooledBytes read = await Client.GetSliverAsync(Blob, new(3), Axis.Primary, Test);
        Assert.True(sliver.AsSpan().SequenceEqual(read.Memory.Span));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Too_large_bodies_are_refused_before_they_are_sent(bool chunked)
    {
        using HttpClient http = new() { BaseAddress = _url };
        using HttpRequestMessage request = new(HttpMethod.Put, new Uri($"/v1/blobs/{Blob}/slivers/1/primary", UriKind.Relative));
        request.Headers.ExpectContinue = !chunked;
        request.Headers.TransferEncodingChunked = chunked;
        request.Content = new ByteArrayContent(new byte[Limit + 1]);
        using HttpResponseMessage response = await http.SendAsync(request, Test);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Null(_node.Received);
    }

    [Fact]
    public async Task Head_keeps_the_length()
    {
        using HttpClient http = new() { BaseAddress = _url };
        using HttpResponseMessage response = await http.SendAsync(new(HttpMethod.Head, new Uri($"/v1/blobs/{Blob}/metadata", UriKind.Relative)), Test);
        Assert.Equal(3, response.Content.Headers.ContentLength);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Test));
    }

    [Fact]
    public async Task A_server_that_went_away_refuses()
    {
        await _app!.StopAsync(Test);
        var failed = await Assert.ThrowsAsync<NodeUnreachableException>(() => Client.GetMetadataAsync(Blob, Test));
        Assert.Equal(UnreachableKind.Refused, failed.Kind);
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.DisposeAsync();
        _connector.Dispose();
    }
}
