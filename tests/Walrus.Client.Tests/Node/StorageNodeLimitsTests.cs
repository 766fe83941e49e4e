using System.Net;
using Walrus.Client.StorageNodes;
using Walrus.Node;
using Walrus.Node.Http;

namespace Walrus.Client.Tests.Node;

public sealed class StorageNodeLimitsTests : ApiFixture
{
    private protected override StorageNodeApiOptions Options { get; } = new()
    {
        ConfirmationWait = TimeSpan.FromSeconds(4),
        ConfirmationWaiters = 1,
        BodyMemory = 4 * StorageNodeLimits.OtherBody,
    };

    private int SliverLimit => StorageNodeLimits.SliverBody(Node.Parameters);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sliver_may_have_the_largest_length_and_128_bytes(bool chunked)
    {
        Assert.Equal(7 * 65534 + 128, SliverLimit);
        using HttpResponseMessage fits = await PutSliverAsync(SliverLimit, chunked);
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
        Assert.Equal(Body(SliverLimit), Node.Received);
        using HttpResponseMessage tooLong = await PutSliverAsync(SliverLimit + 1, chunked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLong.StatusCode);
        Assert.Equal("text/plain; charset=utf-8", tooLong.Content.Headers.ContentType?.ToString());
    }

    [Theory]
    [InlineData(2 << 20, 201)]
    [InlineData((2 << 20) + 1, 413)]
    public async Task Metadata_may_have_two_mebibytes(int length, int code)
    {
        using HttpResponseMessage response = await PutAsync($"/v1/blobs/{Blob}/metadata", new byte[length]);
        Assert.Equal(code, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("?wait_for_registration=false&wait_millis=9000", 0)]
    [InlineData("?wait_for_registration=true&wait_millis=1500", 1500)]
    [InlineData("?wait_for_registration=true", 4000)]
    [InlineData("?wait_for_registration=true&wait_millis=18446744073709551615", 4000)]
    public async Task Waiting_is_bounded_in_time(string query, int milliseconds)
    {
        using HttpResponseMessage response = await GetAsync($"/v1/blobs/{Blob}/confirmation/permanent{query}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Node.Waited);
    }

    [Fact]
    public async Task Waiting_is_bounded_in_number()
    {
        Node.Hold = new TaskCompletionSource();
        string path = $"/v1/blobs/{Blob}/confirmation/permanent?wait_for_registration=true";
        Task<HttpResponseMessage> first = GetAsync(path);
        while (Node.Waited is null)
            await Task.Yield();
        using HttpResponseMessage second = await GetAsync(path);
        Assert.Equal(TimeSpan.Zero, Node.Waited);
        Node.Hold.SetResult();
        (await first).Dispose();
        using HttpResponseMessage third = await GetAsync(path);
        Assert.Equal(Options.ConfirmationWait, Node.Waited);
    }

    [Theory]
    [InlineData(StorageNodeReason.Unavailable, "1")]
    [InlineData(StorageNodeReason.SliverNotFound, null)]
    public async Task Who_is_turned_away_for_now_is_told_when_to_come_again(StorageNodeReason reason, string? seconds)
    {
        Node.Failure = new StorageNodeRefusalException(reason, "why");
        using HttpResponseMessage response = await GetAsync($"/v1/blobs/{Blob}/slivers/1/primary");
        Assert.Equal(seconds, response.Headers.TryGetValues("Retry-After", out IEnumerable<string>? values) ? Assert.Single(values) : null);
    }

    [Fact]
    public async Task Scripts_of_every_origin_may_call()
    {
        using HttpResponseMessage get = await GetAsync("/v1/nothing");
        Assert.Equal("*", Assert.Single(get.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("origin, access-control-request-method, access-control-request-headers", string.Join(", ", get.Headers.Vary));
        using HttpRequestMessage request = new(HttpMethod.Options, new Uri("/anything", UriKind.Relative));
        request.Headers.Add("Access-Control-Request-Headers", "Authorization");
        using HttpResponseMessage options = await Host.Http.SendAsync(request, Test);
        Assert.Equal(HttpStatusCode.OK, options.StatusCode);
        Assert.Equal("*", Assert.Single(options.Headers.GetValues("Access-Control-Allow-Methods")));
        Assert.Equal("Authorization", Assert.Single(options.Headers.GetValues("Access-Control-Allow-Headers")));
        Assert.False(options.Headers.Contains("Access-Control-Max-Age"));
    }

    private static byte[] Body(int length) => Enumerable.Range(0, length).Select(i => (byte)(i * 31)).ToArray();

    private Task<HttpResponseMessage> PutSliverAsync(int length, bool chunked)
    {
        HttpContent content = chunked ? new StreamContent(new UnknownLengthStream(Body(length))) : new ByteArrayContent(Body(length));
        return Host.Http.PutAsync(new Uri($"/v1/blobs/{Blob}/slivers/1/primary", UriKind.Relative), content, Test);
    }

    private sealed class UnknownLengthStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
