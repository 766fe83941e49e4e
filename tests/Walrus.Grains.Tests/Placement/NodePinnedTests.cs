using Microsoft.Extensions.DependencyInjection;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Placement;
using Walrus.Grains.Tests.Networks;

namespace Walrus.Grains.Tests.Placement;

public sealed class NodePinnedTests(NetworkFixture fixture) : IClassFixture<NetworkFixture>
{
    [Fact]
    public async Task Node_and_sliver_grains_live_on_the_silo_of_their_node()
    {
        IManagementGrain management = fixture.Network.Cluster.Client.GetGrain<IManagementGrain>(0);
        for (int index = 0; index < 10; index++)
        {
            ISliverGrain sliver = fixture.Network.Cluster.Client.GetGrain<ISliverGrain>(SliverGrainKey.Of($"node-{index}", new ShardIndex(index)));
            await sliver.ReportAsync();
            SiloAddress expected = fixture.Network.Services(index % 4).GetRequiredService<ILocalSiloDetails>().SiloAddress;
            Assert.Equal(expected, await management.GetActivationAddress(sliver));
        }
    }

    [Fact]
    public async Task A_node_that_no_silo_hosts_is_refused_at_once()
    {
        INodeGrain nobody = fixture.Network.Cluster.Client.GetGrain<INodeGrain>("node-77");
        NodeUnavailableException refused = await Assert.ThrowsAsync<NodeUnavailableException>(() => nobody.ReportAsync());
        Assert.Equal("node-77", refused.Node);
    }

    [Fact]
    public void A_cluster_knows_which_nodes_it_hosts()
    {
        for (int silo = 0; silo < 4; silo++)
        {
            ClusterNodes cluster = fixture.Network.Services(silo).GetRequiredService<ClusterNodes>();
            Assert.All(Enumerable.Range(0, 10), index => Assert.True(cluster.Hosts($"node-{index}")));
            Assert.All(["node-77", "node-1/3", "node", "", "far-0"], other => Assert.False(cluster.Hosts(other)));
        }
    }

    [Theory]
    [InlineData("node-3/17", "node-3", 17)]
    [InlineData("a/b/0", "a/b", 0)]
    public void A_sliver_key_names_node_and_shard(string key, string node, int shard)
    {
        Assert.Equal((node, new ShardIndex(shard)), SliverGrainKey.Parse(key));
        Assert.Equal(key, SliverGrainKey.Of(node, new ShardIndex(shard)));
    }

    [Theory]
    [InlineData("node-3")]
    [InlineData("/3")]
    [InlineData("node-3/x")]
    [InlineData("node-3/70000")]
    public void Another_text_is_no_sliver_key(string key) => Assert.Throws<FormatException>(() => SliverGrainKey.Parse(key));
}
