using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;
using Walrus.Client.Tests.Network;
using Walrus.Core.Identifiers;
using Walrus.Node.Http;

namespace Walrus.Client.Tests.Node;

/// <summary>A scripted node behind the real endpoints.</summary>
public abstract class ApiFixture : IAsyncLifetime
{
    protected static readonly BlobId Blob = new(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());
    protected static readonly ObjectId Object = new(Enumerable.Range(100, 32).Select(i => (byte)i).ToArray());
    private NodeHost? _host;

    internal ScriptedNode Node { get; } = new();

    internal FakeTimeProvider Time { get; } = new();

    private protected virtual StorageNodeApiOptions Options { get; } = new();

    internal NodeHost Host => _host!;

    protected static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await NodeHost.StartAsync(Node, Time, Options);

    protected Task<HttpResponseMessage> GetAsync(string path) => Host.Http.GetAsync(new Uri(path, UriKind.Relative), Test);

    protected async Task<HttpResponseMessage> PutAsync(string path, byte[] body, string? contentType = null)
    {
        ByteArrayContent content = new(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return await Host.Http.PutAsync(new Uri(path, UriKind.Relative), content, Test);
    }

    protected static Task<string> TextOf(HttpResponseMessage response) => response.Content.ReadAsStringAsync(Test);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
