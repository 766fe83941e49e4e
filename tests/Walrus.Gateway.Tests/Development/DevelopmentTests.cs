using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Development;

public sealed class DevelopmentTests(DevelopmentTests.OwnNetwork fixture) : IClassFixture<DevelopmentTests.OwnNetwork>
{
    private readonly HttpClient _http = fixture.Network.Gateway;

    [Fact]
    public async Task Nodes_are_listed_stopped_and_started()
    {
        using HttpResponseMessage stop = await PostAsync("/dev/v1/nodes/3/stop");
        Assert.Equal(HttpStatusCode.OK, stop.StatusCode);
        Assert.Equal("stopped", await StateOfAsync(3));
        using HttpResponseMessage start = await PostAsync("/dev/v1/nodes/3/start");
        Assert.Equal("running", await StateOfAsync(3));
        using HttpResponseMessage none = await PostAsync("/dev/v1/nodes/99/stop");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Fact]
    public async Task The_clock_moves_by_epochs_and_by_seconds()
    {
        JsonElement before = await InfoAsync();
        using HttpResponseMessage epochs = await PostAsync("/dev/v1/clock/advance", new { epochs = 2 });
        Assert.Equal(HttpStatusCode.OK, epochs.StatusCode);
        JsonElement after = await InfoAsync();
        Assert.Equal(before.GetProperty("epoch").GetUInt32() + 2, after.GetProperty("epoch").GetUInt32());
        Assert.NotEqual(JsonValueKind.Null, after.GetProperty("epochEnd").ValueKind);
        using HttpResponseMessage seconds = await PostAsync("/dev/v1/clock/advance", new { seconds = 3600 });
        Assert.Equal(after.GetProperty("epoch").GetUInt32() + 1, (await InfoAsync()).GetProperty("epoch").GetUInt32());
    }

    [Fact]
    public async Task The_faucet_pays()
    {
        Address someone = Address.Parse("0xabc");
        using HttpResponseMessage paid = await PostAsync("/dev/v1/faucet", new { address = someone.ToString(), amount = 123 });
        Assert.Equal(HttpStatusCode.OK, paid.StatusCode);
        Assert.Equal(123ul, fixture.Network.Ledger.Read(machine => machine.FindAccount(someone)!.Balance));
    }

    [Fact]
    public async Task Faults_are_injected()
    {
        Guid before = fixture.Network.Nodes[7].Store.StoreId;
        using HttpResponseMessage wipe = await PostAsync("/dev/v1/nodes/7/faults", new { kind = "wipe" });
        Assert.Equal(HttpStatusCode.OK, wipe.StatusCode);
        Assert.NotEqual(before, fixture.Network.Nodes[7].Store.StoreId);
        foreach (string kind in (string[])["bit-rot", "lie", "slow", "refuse-writes", "none"])
        {
            using HttpResponseMessage injected = await PostAsync("/dev/v1/nodes/7/faults", new { kind, rate = 0.5, seed = 3 });
            Assert.Equal(HttpStatusCode.OK, injected.StatusCode);
        }

        using HttpResponseMessage none = await PostAsync("/dev/v1/nodes/99/faults", new { kind = "none" });
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    [Theory]
    [InlineData("/dev/v1/nodes/7/faults", "{}")]
    [InlineData("/dev/v1/nodes/7/faults", "{\"kind\":\"burn\"}")]
    [InlineData("/dev/v1/nodes/7/faults", "{\"kind\":\"lie\",\"rate\":1.5}")]
    [InlineData("/dev/v1/nodes/7/faults", "{\"kind\":\"lie\",\"seed\":\"one\"}")]
    [InlineData("/dev/v1/clock/advance", "{}")]
    [InlineData("/dev/v1/clock/advance", "{\"epochs\":0}")]
    [InlineData("/dev/v1/clock/advance", "nonsense")]
    [InlineData("/dev/v1/faucet", "{\"address\":\"me\",\"amount\":1}")]
    [InlineData("/dev/v1/faucet", "{\"address\":\"0x1\",\"amount\":-1}")]
    public async Task A_malformed_body_is_400(string path, string body)
    {
        using HttpResponseMessage answer = await _http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("Origin", "http://127.0.0.1")]
    [InlineData("Host", "walrus.example")]
    public async Task A_browser_page_and_a_foreign_name_are_turned_away(string header, string value)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/dev/v1/nodes");
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(string path, object? body = null) =>
        _http.PostAsync(new Uri(path, UriKind.Relative), body is null ? null : JsonContent.Create(body), TestContext.Current.CancellationToken);

    private async Task<JsonElement> InfoAsync() =>
        JsonDocument.Parse(await _http.GetStringAsync(new Uri("/v1/ledger/info", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;

    private async Task<string?> StateOfAsync(int index)
    {
        string body = await _http.GetStringAsync(new Uri("/dev/v1/nodes", UriKind.Relative), TestContext.Current.CancellationToken);
        return JsonDocument.Parse(body).RootElement.GetProperty("nodes")[index].GetProperty("state").GetString();
    }

    /// <summary>A network of its own, because these tests move its clock.</summary>
    public sealed class OwnNetwork : IAsyncLifetime
    {
        public WalrusNetwork Network { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Seed = 4 });

        public async ValueTask DisposeAsync() => await Network.DisposeAsync();
    }
}
