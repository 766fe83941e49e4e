using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Hosting.Keys;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;

namespace Walrus.Hosting.Process;

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

    /// <summary>Whether there is a funded development account.</summary>
    public required bool Development { get; init; }
}

/// <summary>Makes the genesis of a network whose keys are all on one ring (rulings 32).</summary>
public static class NetworkFounder
{
    /// <summary>Name of the account that pays for what the gateway stores and for the steps of epochs.</summary>
    public const string GatewayAccount = "gateway";

    /// <summary>Name of the account that testers are paid from.</summary>
    public const string DevelopmentAccount = "development";

    private const string TreasuryAccount = "treasury";
    private const ulong GatewayBalance = 1_000_000_000_000_000_000;

    /// <summary>Name of storage node <paramref name="index"/> where its operator gave it none.</summary>
    public static string NodeName(int index) => $"node-{index}";

    /// <summary>The genesis, with keys that <paramref name="keys"/> holds or makes.</summary>
    public static Genesis Found(NetworkPlan plan, KeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(keys);
        List<GenesisAccount> funded = [new(AddressOf(keys, GatewayAccount), GatewayBalance)];
        if (plan.Development)
            funded.Add(new GenesisAccount(AddressOf(keys, DevelopmentAccount), GenesisDefaults.DevelopmentBalance));
        return GenesisDefaults.Create(
            plan.Name,
            (ushort)plan.Shards,
            (ulong)plan.Epoch.TotalMilliseconds,
            [.. plan.NodeUrls.Select((url, index) => Identity(NodeName(index), url, plan.Capacity / plan.NodeUrls.Count, keys))],
            AddressOf(keys, TreasuryAccount),
            funded);
    }

    private static NodeIdentity Identity(string name, Uri url, long capacity, KeyRing keys)
    {
        BlsSecretKey protocol = keys.Protocol(name);
        Address account = AddressOf(keys, name);
        return new NodeIdentity(
            name,
            account,
            protocol.PublicKey,
            ProofOfPossession.Prove(protocol, new Epoch(0), account).Bytes,
            NetworkKey: ReadOnlyMemory<byte>.Empty,
            url.ToString().TrimEnd('/'),
            (ulong)capacity);
    }

    private static Address AddressOf(KeyRing keys, string name)
    {
        using Ed25519Account account = keys.Account(name);
        return account.Address;
    }
}
