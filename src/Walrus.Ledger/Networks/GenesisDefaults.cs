using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Committees;

namespace Walrus.Ledger.Networks;

/// <summary>A node of a new network, as far as its operator must say.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Account">The account that acts for it.</param>
/// <param name="BlsKey">The key it signs with.</param>
/// <param name="ProofOfPossession">96-byte signature by the key over <see cref="Core.Messages.ProofOfPossession"/> of epoch 0.</param>
/// <param name="NetworkKey">The public key of its transport.</param>
/// <param name="Url">Where it is reached.</param>
/// <param name="CapacityBytes">Encoded bytes it is willing to store.</param>
public sealed record NodeIdentity(
    string Name,
    Address Account,
    BlsPublicKey BlsKey,
    ReadOnlyMemory<byte> ProofOfPossession,
    ReadOnlyMemory<byte> NetworkKey,
    string Url,
    ulong CapacityBytes);

/// <summary>What a genesis holds when nobody says otherwise.</summary>
public static class GenesisDefaults
{
    /// <summary>FROST per unit and epoch.</summary>
    public const ulong StoragePrice = 100;

    /// <summary>FROST per unit written.</summary>
    public const ulong WritePrice = 2000;

    /// <summary>FROST per unit read.</summary>
    public const ulong ReadPrice = 0;

    /// <summary>Longest period that can be bought, in epochs.</summary>
    public const uint MaxEpochsAhead = 53;

    /// <summary>FROST of the development account.</summary>
    public const ulong DevelopmentBalance = 2_000_000_000_000_000_000;

    /// <summary>FROST of each node's account, so that it can send transactions.</summary>
    public const ulong NodeBalance = 1_000_000_000_000_000;

    /// <summary>
    /// A genesis with equal stakes. <paramref name="funded"/> accounts get what they are given, nodes' accounts
    /// <see cref="NodeBalance"/> each, <paramref name="treasury"/> a quarter of the rest, and the nodes' stakes what remains.
    /// The treasury is the foundation, too.
    /// </summary>
    public static Genesis Create(
        string name,
        ushort shards,
        ulong epochDurationMs,
        IReadOnlyList<NodeIdentity> nodes,
        Address treasury,
        params IReadOnlyList<GenesisAccount> funded)
    {
        ArgumentOutOfRangeException.ThrowIfZero(nodes.Count);
        SortedDictionary<Address, ulong> balances = [];
        foreach (GenesisAccount account in funded.Concat(nodes.Select(static node => new GenesisAccount(node.Account, NodeBalance))))
            balances[account.Address] = balances.GetValueOrDefault(account.Address) + account.Balance;
        ulong rest = balances.Values.Aggregate(Genesis.Supply, static (left, balance) => left - balance);
        ulong stake = (rest - rest / 4) / (ulong)nodes.Count;
        balances[treasury] = balances.GetValueOrDefault(treasury) + (rest - stake * (ulong)nodes.Count);
        return new Genesis
        {
            Name = name,
            Shards = shards,
            EpochDurationMs = epochDurationMs,
            MaxEpochsAhead = MaxEpochsAhead,
            Foundation = treasury,
            Prices = new LedgerPrices(StoragePrice, WritePrice, ReadPrice),
            Capacity = 0,
            Accounts = [.. balances.Select(static account => new GenesisAccount(account.Key, account.Value))],
            Nodes = [.. nodes.Select(node => new GenesisNode(
                node.Name, node.Account, node.BlsKey, node.ProofOfPossession, node.NetworkKey, node.Url, stake, CommissionBp: 0,
                new NodeVotes(StoragePrice, WritePrice, ReadPrice, node.CapacityBytes)))],
        };
    }
}
