using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Networks;

namespace Walrus.Client.Founding;

/// <summary>Makes the genesis of a network whose keys are all on one ring (rulings 32).</summary>
public static class NetworkFounder
{
    /// <summary>Name of the account that pays for what the first gateway stores, and for the steps of epochs that it takes.</summary>
    public const string GatewayAccount = "gateway";

    /// <summary>Name of the account that testers are paid from.</summary>
    public const string DevelopmentAccount = "development";

    private const string TreasuryAccount = "treasury";
    private const ulong GatewayBalance = 1_000_000_000_000_000_000;

    /// <summary>Name of storage node <paramref name="index"/> where its operator gave it none.</summary>
    public static string NodeName(int index) => $"node-{index}";

    /// <summary>Name of the account of gateway <paramref name="index"/>.</summary>
    public static string GatewayName(int index) => index == 0 ? GatewayAccount : $"{GatewayAccount}-{index}";

    /// <summary>The genesis, with keys that <paramref name="keys"/> holds or makes.</summary>
    public static Genesis Found(NetworkPlan plan, KeyRing keys)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(keys);
        List<GenesisAccount> funded =
            [.. Enumerable.Range(0, plan.Gateways).Select(index => new GenesisAccount(AddressOf(keys, GatewayName(index)), GatewayBalance / (ulong)plan.Gateways))];
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
