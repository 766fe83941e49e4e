using Walrus.Hosting.Nodes;

namespace Walrus.Testing;

/// <summary>Shape of a network for tests.</summary>
public sealed record WalrusNetworkOptions
{
    /// <summary>Storage nodes.</summary>
    public int Nodes { get; init; } = 10;

    /// <summary>
    /// Storage nodes that run beside those of the genesis and are not on the ledger yet: they can register and be staked with. They follow
    /// the others in <see cref="WalrusNetwork.Nodes"/>.
    /// </summary>
    public int Newcomers { get; init; }

    /// <summary>Shards. Choose a count that the nodes share with margin: 10, 100 or 301 for ten nodes (rulings 40).</summary>
    public int Shards { get; init; } = 10;

    /// <summary>Silos the nodes are spread over, node i on silo i modulo this. The gateway is on the first.</summary>
    public int Silos { get; init; } = 1;

    /// <summary>Seeds every key, so that a run can be repeated.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Epoch duration. Time moves only when the test says so.</summary>
    public TimeSpan Epoch { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How the nodes look for damage; null: only when something is read.</summary>
    public ScrubPlan? Scrub { get; init; }

    /// <summary>Bytes of expanded slivers that uploads may hold at once.</summary>
    public long EncodeMemory { get; init; } = 256 << 20;
}
