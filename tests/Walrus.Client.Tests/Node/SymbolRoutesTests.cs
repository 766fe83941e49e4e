using System.Net;
using Walrus.Client.Http;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;
using Walrus.Node;
using Walrus.Node.Http;

namespace Walrus.Client.Tests.Node;

/// <summary>Queries for symbols mean what HTTP interfaces 7.5 says, and only so many run at a time.</summary>
public sealed class SymbolRoutesTests : ApiFixture
{
    private protected override StorageNodeApiOptions Options { get; } = new() { SymbolRequests = 1 };

    private static string Recovery(string query) => $"/v1/blobs/{Blob}/recoverySymbols{query}";

    private static string Decoding(string query) => $"/v1/blobs/{Blob}/decodingSymbols{query}";

    [Fact]
    public async Task Symbols_are_named_one_by_one()
    {
        using HttpResponseMessage response = await GetAsync(Recovery("?id=3-9&id=0-1&proofAxis=secondary"));
        Assert.Equal((HttpStatusCode.OK, "application/octet-stream"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Equal(Node.Bytes, await response.Content.ReadAsByteArrayAsync(Test));
        SymbolFilter.Cells filter = Assert.IsType<SymbolFilter.Cells>(Node.Filter);
        Assert.Equal([SymbolId.Parse("3-9"), SymbolId.Parse("0-1")], filter.Symbols);
        Assert.Equal(Axis.Secondary, filter.ProofAxis);
    }

    [Theory]
    [InlineData("?targetSliver=7&targetType=primary", Axis.Primary, null)]
    [InlineData("?targetSliver=7&targetType=secondary&proofAxis=primary", Axis.Secondary, Axis.Primary)]
    public async Task Symbols_are_named_by_the_sliver_they_are_for(string query, Axis axis, Axis? proofAxis)
    {
        using HttpResponseMessage response = await GetAsync(Recovery(query));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(new SymbolFilter.Target(axis, new SliverIndex(7), proofAxis), Node.Filter);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?proofAxis=primary")]
    [InlineData("?id=")]
    [InlineData("?id=3")]
    [InlineData("?id=3-70000")]
    [InlineData("?targetSliver=7")]
    [InlineData("?targetType=primary")]
    [InlineData("?targetSliver=7&targetSliver=8&targetType=primary")]
    [InlineData("?targetSliver=-1&targetType=primary")]
    [InlineData("?targetSliver=7&targetType=tertiary")]
    [InlineData("?id=3-9&proofAxis=both")]
    public async Task Queries_that_make_no_sense_are_plain_text(string query)
    {
        using HttpResponseMessage response = await GetAsync(Recovery(query));
        Assert.Equal((HttpStatusCode.BadRequest, "text/plain; charset=utf-8"), (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.Null(Node.Asked);
    }

    [Fact]
    public async Task Both_forms_at_once_are_an_invalid_filter()
    {
        using HttpResponseMessage response = await GetAsync(Recovery("?id=3-9&targetSliver=7&targetType=primary"));
        Assert.True(ErrorEnvelope.TryParse(await response.Content.ReadAsByteArrayAsync(Test), (int)response.StatusCode, out ErrorEnvelope? envelope));
        Assert.Equal((ErrorStatus.InvalidArgument, "INVALID_FILTER"), (envelope.Status, envelope.Reason));
    }

    [Fact]
    public async Task Decoding_symbols_name_their_targets()
    {
        using HttpResponseMessage response = await GetAsync(Decoding("?targetSlivers=4&targetSlivers=2&targetType=secondary"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($"decoding symbols {Blob} {Axis.Secondary} 4 2", Node.Asked);
        using HttpResponseMessage malformed = await GetAsync(Decoding("?targetSlivers=4"));
        Assert.Equal(HttpStatusCode.BadRequest, malformed.StatusCode);
        using HttpResponseMessage head = await Host.Http.SendAsync(new(HttpMethod.Head, new Uri(Decoding("?targetType=primary"), UriKind.Relative)), Test);
        Assert.Equal((HttpStatusCode.OK, 3), (head.StatusCode, head.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData(StorageNodeReason.MetadataNotFound, 404)]
    [InlineData(StorageNodeReason.SliverNotFound, 404)]
    [InlineData(StorageNodeReason.ForbiddenBlob, 451)]
    [InlineData(StorageNodeReason.SymbolNotPresentAtShards, 400)]
    [InlineData(StorageNodeReason.NoSymbolsSpecified, 400)]
    [InlineData(StorageNodeReason.RecoverySymbolOutOfRange, 400)]
    [InlineData(StorageNodeReason.Unavailable, 503)]
    public async Task Refusals_have_their_status(StorageNodeReason reason, int code)
    {
        Node.Failure = new StorageNodeRefusalException(reason, "why");
        using HttpResponseMessage response = await GetAsync(Recovery("?id=1-2"));
        Assert.Equal(code, (int)response.StatusCode);
    }

    [Fact]
    public async Task Beyond_the_number_that_may_run_requests_are_turned_away_at_once()
    {
        Node.Hold = new TaskCompletionSource();
        Task<HttpResponseMessage> first = GetAsync(Recovery("?id=1-2"));
        while (Node.Filter is null)
            await Task.Yield();
        using HttpResponseMessage second = await GetAsync(Recovery("?id=1-2"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Contains("\"UNAVAILABLE\"", await TextOf(second), StringComparison.Ordinal);
        Node.Hold.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        using HttpResponseMessage third = await GetAsync(Recovery("?id=1-2"));
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
    }
}
