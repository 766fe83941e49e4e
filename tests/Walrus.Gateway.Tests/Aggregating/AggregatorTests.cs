using System.Net;
using System.Text.Json;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Aggregating;

[Collection(GatewayCollection.Name)]
public sealed class AggregatorTests(GatewayFixture fixture)
{
    private static readonly byte[] Blob = GatewayFixture.Bytes(1, 50_000);

    [Fact]
    public async Task A_blob_comes_with_the_headers_of_the_interface()
    {
        StoredBlob stored = await fixture.Network.Client.StoreAsync(Blob);
        using HttpResponseMessage answer = await GetAsync($"/v1/blobs/{stored.BlobId}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(stored.BlobId.ToString(), answer.Headers.NonValidated["ETag"].ToString());
        Assert.Equal("public, max-age=86400, stale-while-revalidate=3600", answer.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal("nosniff", answer.Headers.NonValidated["X-Content-Type-Options"].ToString());
        Assert.Equal("*", answer.Headers.NonValidated["Access-Control-Allow-Origin"].ToString());
        Assert.Equal(Blob.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(Blob, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Head_is_get_without_a_body()
    {
        StoredBlob stored = await fixture.Network.Client.StoreAsync(Blob);
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Head, $"/v1/blobs/{stored.BlobId}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Blob.Length, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("bytes=0-0", 0, 1)]
    [InlineData("bytes=100-30099", 100, 30_000)]
    [InlineData("bytes=49999-", 49_999, 1)]
    [InlineData("bytes=-7", 49_993, 7)]
    public async Task One_range_is_partial_content(string range, int start, int length)
    {
        StoredBlob stored = await fixture.Network.Client.StoreAsync(Blob);
        using HttpResponseMessage answer = await GetAsync($"/v1/blobs/{stored.BlobId}", ("Range", range));
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal($"bytes {start}-{start + length - 1}/{Blob.Length}", answer.Content.Headers.NonValidated["Content-Range"].ToString());
        Assert.Equal(length, answer.Content.Headers.ContentLength);
        Assert.Equal(Blob.AsSpan(start, length).ToArray(), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("bytes=50000-")]
    [InlineData("bytes=0-1,4-5")]
    [InlineData("pages=1-2")]
    public async Task Other_ranges_are_416(string range)
    {
        StoredBlob stored = await fixture.Network.Client.StoreAsync(Blob);
        using HttpResponseMessage answer = await GetAsync($"/v1/blobs/{stored.BlobId}", ("Range", range));
        await AssertErrorAsync(answer, HttpStatusCode.RequestedRangeNotSatisfiable, "INVALID_BYTE_RANGE");
    }

    [Fact]
    public async Task An_unchanged_blob_is_304_however_the_tag_is_quoted()
    {
        StoredBlob stored = await fixture.Network.Client.StoreAsync(Blob);
        foreach (string tag in (string[])[$"{stored.BlobId}", $"\"{stored.BlobId}\"", $"W/\"{stored.BlobId}\"", $"\"x\", \"{stored.BlobId}\""])
        {
            using HttpResponseMessage answer = await GetAsync($"/v1/blobs/{stored.BlobId}", ("If-None-Match", tag));
            Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("Accept", "image/png", "image/png")]
    [InlineData("Accept", "*/*", "application/octet-stream")]
    [InlineData("X-Other", "1", "application/octet-stream")]
    public async Task The_content_type_is_the_request_s_own_wish(string header, string value, string expected)
    {
        StoredBlob stored = await fixture.Network.Client.StoreAsync(Blob);
        using HttpResponseMessage answer = await GetAsync($"/v1/blobs/{stored.BlobId}", (header, value));
        Assert.Equal(expected, answer.Content.Headers.ContentType?.ToString());
    }

    [Fact]
    public async Task An_unknown_blob_is_404()
    {
        using HttpResponseMessage answer = await GetAsync($"/v1/blobs/{new string('A', 43)}");
        await AssertErrorAsync(answer, HttpStatusCode.NotFound, "BLOB_NOT_FOUND");
    }

    [Theory]
    [InlineData("/v1/blobs/not-a-blob-id")]
    [InlineData("/v1/blobs/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("/v1/blobs/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA?cache=no")]
    [InlineData("/v1/blobs/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA?strict_consistency_check=yes")]
    public async Task What_does_not_parse_is_400_in_plain_text(string path)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Contradictory_checks_are_400()
    {
        StoredBlob stored = await fixture.Network.Client.StoreAsync(Blob);
        using HttpResponseMessage answer = await GetAsync($"/v1/blobs/{stored.BlobId}?strict_consistency_check=true&skip_consistency_check=true");
        await AssertErrorAsync(answer, HttpStatusCode.BadRequest, "INVALID_CONSISTENCY_CHECK");
    }

    [Theory]
    [InlineData("strict_consistency_check=true")]
    [InlineData("skip_consistency_check=true")]
    [InlineData("strict_consistency_check=false&skip_consistency_check=false")]
    public async Task Every_consistency_check_gives_the_bytes(string query)
    {
        StoredBlob stored = await fixture.Network.Client.StoreAsync(Blob);
        using HttpResponseMessage answer = await GetAsync($"/v1/blobs/{stored.BlobId}?{query}");
        Assert.Equal(Blob, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    internal static async Task AssertErrorAsync(HttpResponseMessage answer, HttpStatusCode code, string reason)
    {
        Assert.Equal(code, answer.StatusCode);
        using JsonDocument json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        JsonElement error = json.RootElement.GetProperty("error");
        Assert.Equal((int)code, error.GetProperty("code").GetInt32());
        Assert.Equal(reason, error.GetProperty("details")[0].GetProperty("reason").GetString());
    }

    private Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, headers);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, path);
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await fixture.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
