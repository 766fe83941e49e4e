namespace Walrus.Cluster.Tests;

/// <summary>A cluster to start.</summary>
/// <param name="Membership">Where its processes find each other.</param>
/// <param name="Nodes">Storage nodes, each a process.</param>
/// <param name="Shards">Shards of the network.</param>
/// <param name="Gateways">Gateways, each a process with an account of its own.</param>
internal sealed record ClusterPlan(Membership Membership, int Nodes, int Shards, int Gateways = 2)
{
    /// <summary>Epoch duration; long enough that no epoch ends in a test that does not ask for it.</summary>
    public TimeSpan Epoch { get; init; } = TimeSpan.FromHours(1);
}
