using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.StorageNodes;
using Walrus.Hosting.Transport.Memory;

namespace Walrus.Hosting.Tests.Transport;

public sealed class MemoryListenersTests : IAsyncDisposable
{
    private static readonly Uri Place = new("http://127.0.0.1:1/");

    private readonly MemoryListeners _listeners = new();
    private readonly SocketNodeConnector _connector;
    private readonly HttpClient _client;
    private readonly WebApplication _server;

    public MemoryListenersTests()
    {
        _connector = new SocketNodeConnector(inProcess: _listeners.Connect);
        _client = new HttpClient(_connector.HandlerFor(Place)) { BaseAddress = Place };
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<IConnectionListenerFactory>(_listeners);
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(new MemoryEndPoint("127.0.0.1:1"));
        });
        _server = builder.Build();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(70_000)]
    [InlineData(9_000_000)]
    public async Task Bodies_arrive_as_they_were_sent_both_ways(int length)
    {
        _server.MapPut("/", (RequestDelegate)(static async http =>
        {
            using MemoryStream body = new();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            await http.Response.Body.WriteAsync(body.ToArray(), http.RequestAborted);
        }));
        await _server.StartAsync(Cancellation);
        byte[] bytes = RandomNumberGenerator.GetBytes(length);

        byte[][] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutAsync(bytes)));

        Assert.All(answers, answer => Assert.Equal(bytes, answer));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _connector.Dispose();
        await _server.DisposeAsync();
    }

    private async Task<byte[]> PutAsync(byte[] bytes)
    {
        using ByteArrayContent body = new(bytes);
        using HttpResponseMessage answer = await _client.PutAsync(new Uri("/", UriKind.Relative), body, Cancellation);
        return await answer.Content.ReadAsByteArrayAsync(Cancellation);
    }
}
