using Walrus.Servers;

namespace Walrus.Cluster.Tests;

/// <summary>What was acknowledged is read back, whatever processes are killed meanwhile.</summary>
[Trait("Category", "Cluster")]
public sealed class ProcessLossTests(PostgresServer postgres, RedisServer redis, ITestOutputHelper output)
{
    [Theory]
    [InlineData(Membership.Postgres)]
    [InlineData(Membership.Redis)]
    public async Task Blobs_outlive_killed_nodes_and_the_killed_orderer(Membership membership)
    {
        await using ServerCluster cluster = await ServerCluster.StartAsync(new ClusterPlan(membership, Nodes: 4, Shards: 100), postgres, redis);
        using LossCampaign campaign = new(cluster, new LossPlan { Blobs = 24, LargestBlob = 300_000, AtOnce = 1, Uploads = 3, Kills = 2, Seed = 11 }, output);
        await campaign.RunAsync();
    }
}

/// <summary>The long form: ten nodes, any f of the weight away at once.</summary>
[Trait("Category", "Campaign")]
public sealed class ProcessLossCampaign(PostgresServer postgres, RedisServer redis, ITestOutputHelper output)
{
    [Theory]
    [InlineData(Membership.Postgres)]
    [InlineData(Membership.Redis)]
    public async Task Two_hundred_blobs_outlive_killed_nodes_and_the_killed_orderer(Membership membership)
    {
        await using ServerCluster cluster = await ServerCluster.StartAsync(new ClusterPlan(membership, Nodes: 10, Shards: 100), postgres, redis);
        using LossCampaign campaign = new(cluster, new LossPlan { Blobs = 200, LargestBlob = 20_000_000, AtOnce = 3, Uploads = 4, Kills = 12, Seed = 5 }, output);
        await campaign.RunAsync();
    }
}
