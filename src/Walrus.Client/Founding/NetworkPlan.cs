namespace Walrus.Client.Founding;

/// <summary>What a new network is founded with.</summary>
public sealed record NetworkPlan
{
    /// <summary>Name of the network.</summary>
    public string Name { get; init; } = "walrus-local";

    /// <summary>Shards of the network.</summary>
    public required int Shards { get; init; }

    /// <summary>Epoch duration.</summary>
    public required TimeSpan Epoch { get; init; }

    /// <summary>URL of each storage node; node i is called <c>node-i</c>.</summary>
    public required IReadOnlyList<Uri> NodeUrls { get; init; }

    /// <summary>Encoded bytes that all nodes together are willing to store.</summary>
    public required long Capacity { get; init; }

    /// <summary>Gateways with an account of their own, which pays for what they store.</summary>
    public int Gateways { get; init; } = 1;

    /// <summary>Whether there is a funded development account.</summary>
    public required bool Development { get; init; }
}
