using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;

namespace Walrus.Ledger.Invariants;

/// <summary>One pool against the positions behind it, within the bounds that rounding allows.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Positions">Every position staked with its node.</param>
/// <param name="Now">The current epoch.</param>
/// <param name="Serves">Whether the node is in the current committee.</param>
internal sealed record PoolCheck(StakingPool Pool, IReadOnlyList<StakedWal> Positions, Epoch Now, bool Serves)
{
    private UInt128? _slack;

    // Each position and each withdrawal rounds twice, by a share and a FROST.
    private UInt128 Slack => _slack ??= (LargestRate() + 1) * ((UInt128)Positions.Count + Pool.Withdrawals);

    /// <summary>K1, of the last step.</summary>
    public string? FallingRate()
    {
        if (Pool.Rates.All.Count < 2)
            return null;
        ExchangeRate before = Pool.Rates.All[^2].Rate;
        ExchangeRate after = Pool.Rates.All[^1].Rate;
        // A flat rate is that of a pool without shares, which begins anew.
        return before.IsFlat || after.IsFlat || (UInt128)after.Wal * before.Shares >= (UInt128)before.Wal * after.Shares
            ? null
            : $"K1: the rate fell from {before.Wal}:{before.Shares} to {after.Wal}:{after.Shares}";
    }

    /// <summary>K3.</summary>
    public string? MissingRewards()
    {
        UInt128 owed = Positions.Aggregate(UInt128.Zero, (sum, position) => sum + Rewards(position));
        return Pool.RewardsPool + Slack >= owed ? null : $"K3: {Pool.RewardsPool} FROST are there for rewards of {owed}";
    }

    /// <summary>K5: the pool of a member has taken up everything due by now.</summary>
    public string? LeftBehind()
    {
        if (!Serves || (Pool.LatestEpoch == Now && BalanceAt(Now) == Pool.WalBalance))
            return null;
        return $"K5: of epoch {Pool.LatestEpoch}, {Pool.WalBalance} FROST are active, but {BalanceAt(Now)} should be in epoch {Now}";
    }

    /// <summary>K4 and K7: the balance is that of the positions which count then, each once.</summary>
    public string? WrongBalance(uint epochsAhead)
    {
        Epoch epoch = Now.Plus(epochsAhead);
        UInt128 counted = Positions.Where(position => Counts(position, epoch))
            .Aggregate(UInt128.Zero, (sum, position) => sum + position.Principal + Rewards(position));
        return BalanceAt(epoch) is { } balance && balance + Slack >= counted && counted + Slack >= balance
            ? null
            : $"K4: the balance of epoch {epoch} is {BalanceAt(epoch)} FROST, that of its positions {counted}";
    }

    private static bool Counts(StakedWal position, Epoch epoch) =>
        position.ActivationEpoch <= epoch && (position.WithdrawEpoch is not { } leaves || leaves > epoch);

    private ulong Rewards(StakedWal position)
    {
        if (position.ActivationEpoch > Now)
            return 0;
        ExchangeRate last = position.WithdrawEpoch is { } leaves && leaves <= Now ? Pool.RateAt(leaves) : Pool.PresentRate;
        return ExchangeRate.Rewards(position.Principal, Pool.RateAt(position.ActivationEpoch), last);
    }

    private UInt128? BalanceAt(Epoch epoch) => TryBalanceAt(Pool, epoch);

    /// <summary>What a pool will hold; null if its numbers are so wrong that it cannot be computed.</summary>
    public static ulong? TryBalanceAt(StakingPool pool, Epoch epoch)
    {
        try
        {
            return pool.BalanceAt(epoch);
        }
        catch (Exception wrong) when (wrong is OverflowException or LedgerException)
        {
            return null;
        }
    }

    private UInt128 LargestRate()
    {
        UInt128 largest = 1;
        foreach (ExchangeRate rate in Pool.Rates.All.Select(static entry => entry.Rate).Append(Pool.PresentRate))
        {
            if (!rate.IsFlat)
                largest = UInt128.Max(largest, ((UInt128)rate.Wal + rate.Shares - 1) / rate.Shares);
        }

        return largest;
    }
}
