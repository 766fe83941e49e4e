using System.Collections.Immutable;
using System.Net;
using Walrus.Client.Http;
using Walrus.Client.StorageNodes;
using Walrus.Node;
using Walrus.Storage.Slivers;

namespace Walrus.Client.Tests.Node;

/// <summary>Every reason of HTTP interfaces 7.1–7.3 arrives with its status, and malformed requests are plain text.</summary>
public sealed class StorageNodeRefusalsTests : ApiFixture
{
    [Theory]
    [InlineData("GET", "metadata", StorageNodeReason.MetadataNotFound, 404, "NOT_FOUND", "METADATA_NOT_FOUND")]
    [InlineData("GET", "metadata", StorageNodeReason.ForbiddenBlob, 451, "UNAVAILABLE_FOR_LEGAL_REASONS", "FORBIDDEN_BLOB")]
    [InlineData("PUT", "metadata", StorageNodeReason.NotRegistered, 400, "FAILED_PRECONDITION", "NOT_REGISTERED")]
    [InlineData("PUT", "metadata", StorageNodeReason.InvalidMetadata, 400, "INVALID_ARGUMENT", "INVALID_METADATA")]
    [InlineData("PUT", "metadata", StorageNodeReason.InvalidBlob, 400, "FAILED_PRECONDITION", "INVALID_BLOB")]
    [InlineData("PUT", "metadata", StorageNodeReason.UnsupportedEncodingType, 400, "INVALID_ARGUMENT", "UNSUPPORTED_ENCODING_TYPE")]
    [InlineData("PUT", "metadata", StorageNodeReason.CacheSaturated, 400, "FAILED_PRECONDITION", "CACHE_SATURATED")]
    [InlineData("PUT", "metadata", StorageNodeReason.InvalidContentType, 400, "INVALID_ARGUMENT", "INVALID_CONTENT_TYPE")]
    [InlineData("GET", "slivers/1/primary", StorageNodeReason.SliverNotFound, 404, "NOT_FOUND", "SLIVER_NOT_FOUND")]
    [InlineData("GET", "slivers/1/primary", StorageNodeReason.ForbiddenBlob, 451, "UNAVAILABLE_FOR_LEGAL_REASONS", "FORBIDDEN_BLOB")]
    [InlineData("GET", "slivers/1/primary", StorageNodeReason.ShardNotAssigned, 400, "FAILED_PRECONDITION", "SHARD_NOT_ASSIGNED")]
    [InlineData("GET", "slivers/1/primary/status", StorageNodeReason.ShardNotAssigned, 400, "FAILED_PRECONDITION", "SHARD_NOT_ASSIGNED")]
    [InlineData("PUT", "slivers/1/primary", StorageNodeReason.NotRegistered, 400, "FAILED_PRECONDITION", "NOT_REGISTERED")]
    [InlineData("PUT", "slivers/1/primary", StorageNodeReason.MetadataNotFound, 400, "FAILED_PRECONDITION", "METADATA_NOT_FOUND")]
    [InlineData("PUT", "slivers/1/primary", StorageNodeReason.InvalidSliver, 400, "INVALID_ARGUMENT", "INVALID_SLIVER")]
    [InlineData("PUT", "slivers/1/primary", StorageNodeReason.SliverIndexMismatch, 400, "INVALID_ARGUMENT", "SLIVER_INDEX_MISMATCH")]
    [InlineData("PUT", "slivers/1/primary", StorageNodeReason.ShardNotAssigned, 400, "FAILED_PRECONDITION", "SHARD_NOT_ASSIGNED")]
    [InlineData("PUT", "slivers/1/primary", StorageNodeReason.SliverTooLarge, 400, "INVALID_ARGUMENT", "SLIVER_TOO_LARGE")]
    [InlineData("GET", "confirmation/permanent", StorageNodeReason.NotRegistered, 400, "FAILED_PRECONDITION", "NOT_REGISTERED")]
    [InlineData("GET", "confirmation/permanent", StorageNodeReason.MissingSlivers, 400, "FAILED_PRECONDITION", "MISSING_SLIVERS")]
    [InlineData("GET", "metadata", StorageNodeReason.Unavailable, 503, "UNAVAILABLE", "UNAVAILABLE")]
    public async Task Refusals_are_envelopes(string method, string route, StorageNodeReason reason, int code, string status, string name)
    {
        Node.Failure = new StorageNodeRefusalException(reason, "why") { Metadata = Details };
        string path = $"/v1/blobs/{Blob}/{route}";
        using HttpResponseMessage response = method == "GET" ? await GetAsync(path) : await PutAsync(path, [1]);
        Assert.Equal(code, (int)response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(
            $$$$"""{"error":{"status":"{{{{status}}}}","code":{{{{code}}}},"message":"why","details":[{"@type":"ErrorInfo","reason":"{{{{name}}}}","domain":"storage.walrus.space","metadata":{"a":"b"}}]}}""",
            await TextOf(response));
    }

    [Fact]
    public async Task A_store_that_takes_no_writes_says_that_waiting_is_of_no_use()
    {
        Node.Failure = new StoreUnwritableException("somewhere", "the disk is full");
        using HttpResponseMessage response = await PutAsync($"/v1/blobs/{Blob}/slivers/1/primary", [1]);
        Assert.True(ErrorEnvelope.TryParse(await response.Content.ReadAsByteArrayAsync(Test), (int)response.StatusCode, out ErrorEnvelope? envelope));
        Assert.Equal((ErrorStatus.Unavailable, "UNAVAILABLE", "STORE_UNWRITABLE"), (envelope.Status, envelope.Reason, envelope.Metadata["cause"]));
        Assert.DoesNotContain("somewhere", envelope.Message, StringComparison.Ordinal);
        StorageNodeRefusedException refused = new(new Uri("http://node.test"), (int)response.StatusCode, envelope);
        Assert.Equal((StorageNodeReason.Unavailable, true, true), (refused.Reason, refused.IsTransient, refused.IsUnwritable));
        Assert.False(new StorageNodeRefusedException(refused.Node, 503, null).IsUnwritable);
    }

    private static readonly ImmutableSortedDictionary<string, string> Details =
        ImmutableSortedDictionary<string, string>.Empty.Add("a", "b");

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("GET", "/status")]
    public async Task Pairs_beyond_the_shards_are_out_of_range(string method, string rest)
    {
        string path = $"/v1/blobs/{Blob}/slivers/10/primary{rest}";
        using HttpResponseMessage response = method == "GET" ? await GetAsync(path) : await PutAsync(path, [1]);
        Assert.True(ErrorEnvelope.TryParse(await response.Content.ReadAsByteArrayAsync(Test), (int)response.StatusCode, out ErrorEnvelope? envelope));
        Assert.Equal((ErrorStatus.InvalidArgument, "INDEX_OUT_OF_RANGE"), (envelope.Status, envelope.Reason));
        Assert.Null(Node.Asked);
    }

    [Fact]
    public async Task Unexpected_failures_say_nothing_of_the_inside()
    {
        Node.Failure = new IOException("secret path");
        using HttpResponseMessage response = await GetAsync($"/v1/blobs/{Blob}/metadata");
        byte[] body = await response.Content.ReadAsByteArrayAsync(Test);
        Assert.True(ErrorEnvelope.TryParse(body, 500, out ErrorEnvelope? envelope));
        Assert.Equal((ErrorStatus.Internal, "INTERNAL_ERROR", "global"), (envelope.Status, envelope.Reason, envelope.Domain));
        Assert.NotEmpty(envelope.TraceId!);
        Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(body), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/v1/blobs/short/metadata")]
    [InlineData("GET", "/v1/blobs/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB/status")]
    [InlineData("GET", "/v1/blobs/{0}/slivers/seven/primary")]
    [InlineData("GET", "/v1/blobs/{0}/slivers/-1/primary")]
    [InlineData("GET", "/v1/blobs/{0}/slivers/65536/primary")]
    [InlineData("GET", "/v1/blobs/{0}/slivers/1/tertiary")]
    [InlineData("GET", "/v1/blobs/{0}/slivers/1/Primary/status")]
    [InlineData("PUT", "/v1/blobs/{0}/slivers/1/primary?pending=yes")]
    [InlineData("PUT", "/v1/blobs/{0}/metadata?pending=true&pending=true")]
    [InlineData("GET", "/v1/blobs/{0}/confirmation/deletable/xyz")]
    [InlineData("GET", "/v1/blobs/{0}/confirmation/permanent?wait_for_registration=1")]
    [InlineData("GET", "/v1/blobs/{0}/confirmation/permanent?wait_for_registration=true&wait_millis=-1")]
    [InlineData("GET", "/v1/health?detailed=maybe")]
    public async Task What_does_not_parse_is_plain_text(string method, string path)
    {
        path = path.Replace("{0}", Blob.ToString(), StringComparison.Ordinal);
        using HttpResponseMessage response = method == "GET" ? await GetAsync(path) : await PutAsync(path, [1]);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.NotEmpty(await TextOf(response));
        Assert.Null(Node.Asked);
    }

    [Theory]
    [InlineData("application/octet-stream", 201)]
    [InlineData("Application/Octet-Stream", 201)]
    [InlineData(null, 201)]
    [InlineData("application/json", 400)]
    public async Task Metadata_have_one_media_type(string? contentType, int code)
    {
        using HttpResponseMessage response = await PutAsync($"/v1/blobs/{Blob}/metadata", [1], contentType);
        Assert.Equal(code, (int)response.StatusCode);
        if (code == 400)
            Assert.Contains("INVALID_CONTENT_TYPE", await TextOf(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_paths_and_methods_have_empty_bodies()
    {
        using HttpResponseMessage unknown = await GetAsync("/v1/nothing");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Empty(await TextOf(unknown));
        using HttpResponseMessage method = await Host.Http.DeleteAsync(new Uri($"/v1/blobs/{Blob}/metadata", UriKind.Relative), Test);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, method.StatusCode);
        Assert.Empty(await TextOf(method));
        Assert.Equal(["GET", "HEAD", "PUT"], method.Content.Headers.Allow.Order());
    }
}
