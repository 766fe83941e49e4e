using System.Buffers;
using System.Diagnostics.Metrics;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Hosting.Transport.Memory;

namespace Walrus.Hosting.Tests.Transport;

public sealed class MemoryListenersTests : IAsyncDisposable
{
    private static readonly Uri Place = new("http://127.0.0.1:1/");

    private readonly MemoryListeners _listeners = new();
    private readonly SocketNodeConnector _connector;
    private readonly HttpClient _client;
    private readonly MeterListener _meters = new();
    private WebApplication _server;

    public MemoryListenersTests()
    {
        _connector = new SocketNodeConnector(inProcess: _listeners.Connect);
        _client = new HttpClient(_connector.HandlerFor(Place)) { BaseAddress = Place };
        _server = Build();
        // The web server describes a connection to whoever measures it.
        _meters.InstrumentPublished = static (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        _meters.Start();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(70_000)]
    [InlineData(9_000_000)]
    public async Task Bodies_arrive_as_they_were_sent_both_ways(int length)
    {
        await StartAsync(EchoAsync);
        byte[] bytes = RandomNumberGenerator.GetBytes(length);

        byte[][] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutAsync(bytes)));

        Assert.All(answers, answer => Assert.Equal(bytes, answer));
    }

    [Fact]
    public async Task A_sliver_is_in_one_piece_where_it_is_received()
    {
        byte[] sliver = RandomNumberGenerator.GetBytes(900_000);
        TaskCompletionSource<(int Pieces, byte[] Bytes)> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _server.MapPut("/{**path}", async http =>
        {
            ReadResult read = await http.Request.BodyReader.ReadAsync(http.RequestAborted);
            int pieces = 0;
            foreach (ReadOnlyMemory<byte> _ in read.Buffer)
                pieces++;
            seen.SetResult((pieces, read.Buffer.ToArray()));
            http.Request.BodyReader.AdvanceTo(read.Buffer.End);
            http.Response.StatusCode = StatusCodes.Status201Created;
        });
        await _server.StartAsync(Cancellation);
        StorageNodeClient node = new(_client, new RedStuffParameters(10), TimeProvider.System);
        Assert.Equal(StoreOutcome.Stored, await node.PutSliverAsync(new BlobId(new byte[32]), new SliverPairIndex(1), Axis.Primary, sliver, Cancellation));

        (int pieces, byte[] bytes) = await seen.Task;
        Assert.Equal(1, pieces);
        Assert.Equal(sliver, bytes);
    }

    [Fact]
    public async Task Who_stopped_refuses_and_is_reached_again_when_it_has_started_anew()
    {
        await StartAsync(EchoAsync);
        Assert.Equal([1], await PutAsync([1]));
        await _server.StopAsync(Cancellation);
        await _server.DisposeAsync();
        // Nobody listens by TCP either.
        await Assert.ThrowsAsync<HttpRequestException>(() => PutAsync([2]));

        _server = Build();
        await StartAsync(EchoAsync);
        Assert.Equal([3], await PutAsync([3]));
    }

    [Fact]
    public async Task A_place_has_one_listener()
    {
        await StartAsync(EchoAsync);
        await using WebApplication second = Build();
        await Assert.ThrowsAsync<IOException>(() => second.StartAsync(Cancellation));
        Assert.Equal([1], await PutAsync([1]));
    }

    [Fact]
    public async Task A_request_that_the_server_aborts_fails_at_once()
    {
        await StartAsync(static http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        await Assert.ThrowsAsync<HttpRequestException>(() => PutAsync([1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9_000_000)]
    public async Task The_server_hears_of_a_client_that_gives_up(int length)
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously), aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(async http =>
        {
            http.RequestAborted.Register(aborted.SetResult);
            begun.SetResult();
            await aborted.Task;
        });
        using CancellationTokenSource patience = new();
        Task<byte[]> put = PutAsync(new byte[length], patience.Token);
        await begun.Task.WaitAsync(Cancellation);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        await aborted.Task.WaitAsync(Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _meters.Dispose();
        _client.Dispose();
        _connector.Dispose();
        await _server.DisposeAsync();
    }

    private static async Task EchoAsync(HttpContext http)
    {
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        await http.Response.Body.WriteAsync(body.ToArray(), http.RequestAborted);
    }

    private WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<IConnectionListenerFactory>(_listeners);
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(new MemoryEndPoint("127.0.0.1:1"));
        });
        return builder.Build();
    }

    private async Task StartAsync(RequestDelegate answer)
    {
        _server.MapPut("/", answer);
        await _server.StartAsync(Cancellation);
    }

    private Task<byte[]> PutAsync(byte[] bytes) => PutAsync(bytes, Cancellation);

    private async Task<byte[]> PutAsync(byte[] bytes, CancellationToken cancellation)
    {
        using ByteArrayContent body = new(bytes);
        using HttpResponseMessage answer = await _client.PutAsync(new Uri("/", UriKind.Relative), body, cancellation);
        return await answer.Content.ReadAsByteArrayAsync(cancellation);
    }
}
