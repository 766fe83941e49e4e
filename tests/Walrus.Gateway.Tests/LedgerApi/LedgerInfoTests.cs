using System.Text.Json;

namespace Walrus.Gateway.Tests.LedgerApi;

[Collection(GatewayCollection.Name)]
public sealed class LedgerInfoTests(GatewayFixture fixture)
{
    [Fact]
    public async Task Info_says_where_the_network_stands()
    {
        string body = await fixture.Http.GetStringAsync(new Uri("/v1/ledger/info", UriKind.Relative), TestContext.Current.CancellationToken);
        using JsonDocument json = JsonDocument.Parse(body);
        JsonElement info = json.RootElement;
        Assert.Equal(fixture.Network.Genesis.ComputeNetworkId().ToString(), info.GetProperty("networkId").GetString());
        Assert.Equal(10, info.GetProperty("nShards").GetInt32());
        Assert.Equal("100", info.GetProperty("prices").GetProperty("storagePricePerUnit").GetString());
        JsonElement[] members = [.. info.GetProperty("committee").GetProperty("members").EnumerateArray()];
        Assert.Equal(10, members.Length);
        Assert.Equal(Enumerable.Range(0, 10), members.SelectMany(static member => member.GetProperty("shards").EnumerateArray()).Select(static shard => shard.GetInt32()).Order());
        Assert.All(members, static member => Assert.Equal(48, member.GetProperty("blsKey").GetBytesFromBase64().Length));
        Assert.Equal(members.Select(static member => member.GetProperty("nodeId").GetString()).Order(StringComparer.Ordinal), members.Select(static member => member.GetProperty("nodeId").GetString()));
        Assert.Matches("^0x[0-9a-f]{64}$", info.GetProperty("head").GetProperty("hash").GetString());
    }
}
