using System.Buffers;
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
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Core.Slivers;
using Walrus.Node.Http;
using Walrus.Node.Migration;
using Walrus.Storage.Slivers;

namespace Walrus.Client.Tests.Sockets;

/// <summary>The same endpoints over TCP: what only a real server and real connections show.</summary>
public sealed class KestrelTests : IAsyncLifetime
{
    private static readonly BlobId Blob = new(new byte[32]);
    private readonly ScriptedNode _node = new();
    private readonly SocketNodeConnector _connector = new();
    private readonly BlsSecretKey _sender = BlsSecretKey.FromSeed(new byte[32]);
    private readonly SignedMessage _signed;
    private WebApplication? _app;
    private Uri? _url;

    public KestrelTests() =>
        _signed = SignedMessage.Sign(_sender, new Epoch(1), new SyncShardRequest(new ShardIndex(2), Axis.Primary, Blob, 10, new Epoch(1)));

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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_shard_is_streamed_and_what_breaks_off_is_seen_to_be_incomplete(bool breaksOff)
    {
        byte[] data = EncodedBlob.Pattern(300_000, 2);
        byte[] sliver = new Sliver(Axis.Primary, new SliverIndex(1), 1000, data).ToBytes();
        SliverKey[] keys = [.. Enumerable.Range(1, 3).Select(first => new SliverKey(new BlobId([(byte)first, .. new byte[31]]), new ShardIndex(2), Axis.Primary))];
        _node.Shard = new ShardAnswer(
            (key, _) => ValueTask.FromResult<IMemoryOwner<byte>?>(breaksOff && key == keys[2] ? null : PooledBytes.Copy(sliver)),
            [.. keys.Select(key => (key, sliver.Length))]);
        List<BlobId> came = [];
        Task<int> sync = Client.SyncShardAsync(_signed, _sender.PublicKey, (given, _) =>
        {
            using (given)
                Assert.True(sliver.AsSpan().SequenceEqual(given.Body.Memory.Span));
            came.Add(given.Blob);
            return ValueTask.CompletedTask;
        }, Test);
        if (breaksOff)
            Assert.Equal(UnreachableKind.Broken, (await Assert.ThrowsAsync<NodeUnreachableException>(() => sync)).Kind);
        else
            Assert.Equal(3, await sync);
        Assert.Equal(keys.Select(key => key.Blob).Take(came.Count), came);
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
