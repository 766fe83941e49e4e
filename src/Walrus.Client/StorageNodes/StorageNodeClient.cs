using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Walrus.Client.Buffers;
using Walrus.Client.Http;
using Walrus.Core.Parameters;

namespace Walrus.Client.StorageNodes;

/// <summary>
/// The HTTP API of one storage node (HTTP interfaces 7). Bodies are bytes as the node sent them: bounded in length, not
/// verified. Every call has a time limit and throws a <see cref="StorageNodeException"/> when it does not succeed.
/// Safe for concurrent use.
/// </summary>
public sealed partial class StorageNodeClient
{
    private readonly HttpClient _http;
    private readonly RedStuffParameters _parameters;
    private readonly StorageNodeClientOptions _options;
    private readonly TimeProvider _time;

    /// <summary>A client of the node at the base address of <paramref name="http"/>, which stays the caller's.</summary>
    /// <param name="http">Its <see cref="HttpClient.BaseAddress"/> ends with a slash; its own timeout is infinite.</param>
    /// <param name="parameters">Encoding parameters of the network; they bound what is read.</param>
    /// <param name="time">The clock of the time limits.</param>
    /// <param name="options">The time limits.</param>
    public StorageNodeClient(HttpClient http, RedStuffParameters parameters, TimeProvider time, StorageNodeClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        Url = http.BaseAddress ?? throw new ArgumentException("A storage node is reached by its base address.", nameof(http));
        _http = http;
        _parameters = parameters;
        _time = time;
        _options = options ?? new StorageNodeClientOptions();
    }

    /// <summary>Base URL of the node.</summary>
    public Uri Url { get; }

    private Task<PooledBytes> GetBytesAsync(string path, int limit, TimeSpan timeout, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, content: null, timeout, (response, token) => ReadBytesAsync(response, limit, token), cancellation);

    private Task<T> GetJsonAsync<T>(string path, TimeSpan timeout, Func<JsonElement, T> read, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, path, content: null, timeout, (response, token) => ReadJsonAsync(response, read, token), cancellation);

    private Task<StoreOutcome> PutBytesAsync(string path, ReadOnlyMemory<byte> body, TimeSpan timeout, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Put, path, new UploadContent(body), timeout, (response, _) => Task.FromResult(OutcomeOf(response)), cancellation);

    private StoreOutcome OutcomeOf(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.Created => StoreOutcome.Stored,
        HttpStatusCode.OK => StoreOutcome.AlreadyStored,
        HttpStatusCode.Accepted => StoreOutcome.Buffered,
        _ => throw new InvalidNodeAnswerException(Url, $"HTTP {(int)response.StatusCode} is no answer to a PUT."),
    };

    private async Task<T> SendAsync<T>(
        HttpMethod method, string path, UploadContent? content, TimeSpan timeout,
        Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellation,
        Action<HttpRequestHeaders>? addHeaders = null)
    {
        using CancellationTokenSource deadline = new(timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            // Not disposed: that would dispose the content, which ends with CloseAsync below.
            HttpRequestMessage request = Request(method, path, content);
            addHeaders?.Invoke(request.Headers);
            using HttpResponseMessage response = await _http
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw await RefusalAsync(response, either.Token).ConfigureAwait(false);
            return await read(response, either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (TransportFailure.Of(e, cancellation, deadline.Token) is { } kind)
        {
            string message = kind == UnreachableKind.TimedOut ? $"{method} {path} was not answered within {timeout.TotalSeconds:0.###} s." : e.Message;
            throw new NodeUnreachableException(Url, kind, message, e);
        }
        finally
        {
            if (content is not null)
                await content.CloseAsync().ConfigureAwait(false);
        }
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, UploadContent? content) => new(method, path)
    {
        Content = content,
        // Cleartext listeners speak HTTP/1.1 only.
        Version = HttpVersion.Version11,
        VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
    };

    private async Task<StorageNodeException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        int status = (int)response.StatusCode;
        if (status < 400)
            return new InvalidNodeAnswerException(Url, $"HTTP {status} is no answer of this API.");
        using PooledBytes? body = await BoundedBody.ReadAsync(response.Content, StorageNodeLimits.OtherBody, cancellation).ConfigureAwait(false);
        ErrorEnvelope? envelope = null;
        if (body is not null)
            ErrorEnvelope.TryParse(body.Memory, status, out envelope);
        return new StorageNodeRefusedException(Url, status, envelope);
    }

    private async Task<PooledBytes> ReadBytesAsync(HttpResponseMessage response, int limit, CancellationToken cancellation)
    {
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidNodeAnswerException(Url, $"HTTP {(int)response.StatusCode} is no answer to a GET.");
        return await BoundedBody.ReadAsync(response.Content, limit, cancellation).ConfigureAwait(false)
            ?? throw new InvalidNodeAnswerException(Url, $"The answer exceeds {limit} bytes.");
    }

    private async Task<T> ReadJsonAsync<T>(HttpResponseMessage response, Func<JsonElement, T> read, CancellationToken cancellation)
    {
        using PooledBytes body = await ReadBytesAsync(response, StorageNodeLimits.OtherBody, cancellation).ConfigureAwait(false);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.Memory);
            return read(document.RootElement.Member("success").Member("data"));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            // InvalidOperationException: text in JSON that is not UTF-8.
            throw new InvalidNodeAnswerException(Url, $"The answer is not the JSON of this API: {e.Message}", e);
        }
    }
}
