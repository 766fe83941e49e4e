using Walrus.Core.Identifiers;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Invariants;

/// <summary>What must hold of pools and the positions behind them: K1, K3 to K5, K7 and K8 of control plane 9.1.</summary>
internal static class StakeInvariants
{
    /// <summary>A sentence for every violation.</summary>
    public static IEnumerable<string> Check(LedgerState state)
    {
        ILookup<ObjectId, StakedWal> positions = state.Objects.Sorted()
            .Select(static entry => entry.Value).OfType<StakedWal>().ToLookup(static position => position.Node);
        foreach (IGrouping<ObjectId, StakedWal> orphans in positions.Where(group => state.Pools.Find(group.Key) is null))
            yield return $"K7: {orphans.Count()} positions are staked with node {orphans.Key}, which has no pool";
        foreach ((ObjectId node, StakingPool pool) in state.Pools.Sorted())
        {
            bool serves = state.Epochs.Value.Current.Find(node) is not null;
            foreach (string violation in Check(new PoolCheck(pool, [.. positions[node]], state.Now, serves)))
                yield return $"{violation}, with node {node}";
        }
    }

    private static IEnumerable<string> Check(PoolCheck check)
    {
        if (check.Pool.BlockedCommission > check.Pool.Commission)
            yield return $"K8: {check.Pool.BlockedCommission} FROST are blocked, of a commission of {check.Pool.Commission}";
        if (check.FallingRate() is { } fall)
            yield return fall;
        // Without a sound rate nothing else can be computed.
        if (check.Pool.Shares > check.Pool.WalBalance)
        {
            yield return $"K1: {check.Pool.Shares} shares stand for {check.Pool.WalBalance} FROST";
            yield break;
        }

        if (check.MissingRewards() is { } missing)
            yield return missing;
        if (check.LeftBehind() is { } left)
            yield return left;
        for (uint ahead = 0; ahead <= 2; ahead++)
        {
            if (check.WrongBalance(ahead) is { } wrong)
                yield return wrong;
        }
    }
}
