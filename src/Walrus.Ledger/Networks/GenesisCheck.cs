using System.Text;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Staking;

namespace Walrus.Ledger.Networks;

/// <summary>Refuses a genesis that no network could start from, with a sentence that says why.</summary>
internal static class GenesisCheck
{
    private const uint MaxEpochsAheadBound = 1000;
    private const int MaxNameLength = NodeProfile.MaxNameLength;
    private const int MaxUrlLength = NodeProfile.MaxUrlLength;
    private const int MaxNetworkKeyLength = NodeProfile.MaxNetworkKeyLength;
    private const ushort WholeInBasisPoints = 10_000;

    public static void Require(Genesis genesis, IPossessionVerifier possession)
    {
        Require(Encoding.UTF8.GetByteCount(genesis.Name) <= MaxNameLength, $"the name exceeds {MaxNameLength} bytes");
        Require(
            genesis.Shards is >= RedStuffParameters.MinShards and <= RedStuffParameters.MaxShards,
            $"{genesis.Shards} shards are not between {RedStuffParameters.MinShards} and {RedStuffParameters.MaxShards}");
        Require(genesis.EpochDurationMs >= 2, "an epoch must last 2 ms at least");
        Require(genesis.EpochDurationMs <= long.MaxValue, "an epoch lasts longer than time can be counted");
        Require(genesis.MaxEpochsAhead is >= 1 and <= MaxEpochsAheadBound, $"epochs ahead must be between 1 and {MaxEpochsAheadBound}");
        RequireSupply(genesis);
        RequireParameters(genesis);
        Require(genesis.Nodes.Length is >= 1 and <= ActiveSet.MaxSize, $"there must be between 1 and {ActiveSet.MaxSize} nodes");
        Require(AreDistinct(genesis.Nodes.Select(static node => node.Name)), "two nodes have the same name");
        Require(AreDistinct(genesis.Nodes.Select(static node => node.BlsKey)), "two nodes have the same BLS key");
        foreach (GenesisNode node in genesis.Nodes)
            RequireNode(node, possession);
    }

    private static void RequireSupply(Genesis genesis)
    {
        UInt128 total = 0;
        for (int i = 0; i < genesis.Accounts.Length; i++)
        {
            bool ascending = i == 0 || genesis.Accounts[i - 1].Address < genesis.Accounts[i].Address;
            Require(ascending, "accounts are not in ascending order of addresses");
            total += genesis.Accounts[i].Balance;
        }

        foreach (GenesisNode node in genesis.Nodes)
            total += node.Stake;
        Require(total == Genesis.Supply, $"balances and stakes add up to {total} FROST, not {Genesis.Supply}");
    }

    private static void RequireParameters(Genesis genesis)
    {
        for (int i = 0; i < genesis.Parameters.Length; i++)
        {
            (GovernedParameter parameter, ulong value) = genesis.Parameters[i];
            Require(i == 0 || genesis.Parameters[i - 1].Parameter < parameter, "governed parameters are not in ascending order");
            GovernedParameterBounds bounds = GovernedParameters.Find(parameter)
                ?? throw Invalid($"there is no governed parameter {(ushort)parameter}");
            Require(value >= bounds.Min && value <= bounds.Max, $"{parameter} = {value} is not between {bounds.Min} and {bounds.Max}");
        }
    }

    private static void RequireNode(GenesisNode node, IPossessionVerifier possession)
    {
        Require(node.Name.Length > 0, "a node's name is empty");
        Require(Encoding.UTF8.GetByteCount(node.Name) <= MaxNameLength, $"the name of {node.Name} exceeds {MaxNameLength} bytes");
        Require(Encoding.UTF8.GetByteCount(node.Url) <= MaxUrlLength, $"the URL of {node.Name} exceeds {MaxUrlLength} bytes");
        Require(node.NetworkKey.Length <= MaxNetworkKeyLength, $"the network key of {node.Name} exceeds {MaxNetworkKeyLength} bytes");
        Require(node.Stake is 0 or >= StakingPool.MinStake, $"the stake of {node.Name} is below {StakingPool.MinStake} FROST");
        LedgerException.Require(node.CommissionBp <= WholeInBasisPoints, Reason.EIncorrectCommissionRate);
        ProofOfPossession claim = new(node.Account, node.BlsKey);
        LedgerException.Require(possession.IsProven(claim, new Epoch(0), node.ProofOfPossession.Span), Reason.EInvalidProofOfPossession);
    }

    private static bool AreDistinct<T>(IEnumerable<T> values) where T : IEquatable<T>
    {
        HashSet<T> seen = [];
        return values.All(seen.Add);
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw Invalid(otherwise);
    }

    private static LedgerException Invalid(string details) => new(Reason.EInvalidGenesis, details);
}
