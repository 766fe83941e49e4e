using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Staking;

/// <content>Positions that come and go (control plane 3.3).</content>
internal sealed partial record StakingPool
{
    /// <summary>Least FROST of a position.</summary>
    public const ulong MinStake = 1_000_000_000;

    /// <summary>Counts FROST from the moment's activation epoch on.</summary>
    /// <exception cref="LedgerException"><c>EStakeBelowThreshold</c>.</exception>
    public StakingPool Stake(StakeMoment moment, ulong amount)
    {
        LedgerException.Require(amount >= MinStake, Reason.EStakeBelowThreshold);
        return this with { PendingStake = PendingStake.Add(moment.Activation, amount) };
    }

    /// <summary>Whether a position is not counted yet, and so can be taken back at once.</summary>
    public static bool CanWithdrawEarly(StakeMoment moment, StakedWal position)
    {
        if (position.WithdrawEpoch is not null)
            return false;
        return position.ActivationEpoch == moment.Epoch.Plus(2)
            || (position.ActivationEpoch == moment.Epoch.Plus(1) && !moment.InNext);
    }

    /// <summary>Announces that a position leaves. The position comes back with the epoch in which it can be withdrawn.</summary>
    /// <exception cref="LedgerException"><c>ENotStaked</c>, <c>EWithdrawDirectly</c> or <c>EZeroShares</c>.</exception>
    public StakingPool RequestWithdrawal(StakeMoment moment, StakedWal position, out StakedWal leaving)
    {
        LedgerException.Require(position.WithdrawEpoch is null, Reason.ENotStaked);
        LedgerException.Require(!CanWithdrawEarly(moment, position), Reason.EWithdrawDirectly);
        if (position.ActivationEpoch > moment.Epoch)
        {
            leaving = position with { WithdrawEpoch = moment.Epoch.Plus(2) };
            return this with { PreActiveWithdrawals = PreActiveWithdrawals.Add(moment.Epoch.Plus(2), position.Principal) };
        }

        LedgerException.Require(!moment.IsOutside, Reason.EWithdrawDirectly);
        Epoch leaves = moment.Epoch.Plus(moment.InNext ? 2u : 1u);
        leaving = position with { WithdrawEpoch = leaves };
        return ReleaseShares(position, leaves);
    }

    /// <summary>Pays a position out, in FROST: its principal and the rewards that are there for it.</summary>
    /// <exception cref="LedgerException"><c>ENotWithdrawing</c>, <c>EWithdrawEpochNotReached</c> or <c>EZeroShares</c>.</exception>
    public StakingPool Withdraw(StakeMoment moment, StakedWal position, out ulong payout)
    {
        StakingPool pool = this with { Withdrawals = Withdrawals + 1 };
        bool uncounted = moment.IsOutside && position.WithdrawEpoch is null && position.ActivationEpoch > moment.Epoch;
        if (uncounted || CanWithdrawEarly(moment, position))
        {
            payout = position.Principal;
            return pool with { PendingStake = PendingStake.Subtract(position.ActivationEpoch, position.Principal) };
        }

        if (moment.IsOutside && position.WithdrawEpoch is null)
            return pool.ReleaseShares(position, moment.Epoch).PayOut(position, moment.Epoch, out payout);
        Epoch leaves = position.WithdrawEpoch ?? throw new LedgerException(Reason.ENotWithdrawing);
        LedgerException.Require(leaves <= moment.Epoch, Reason.EWithdrawEpochNotReached);
        return pool.PayOut(position, leaves, out payout);
    }

    private StakingPool ReleaseShares(StakedWal position, Epoch leaves)
    {
        ulong shares = RateAt(position.ActivationEpoch).ToShares(position.Principal);
        LedgerException.Require(shares > 0, Reason.EZeroShares);
        return this with { PendingSharesWithdraw = PendingSharesWithdraw.Add(leaves, shares) };
    }

    // Rounding may promise a FROST more than there is.
    private StakingPool PayOut(StakedWal position, Epoch leaves, out ulong payout)
    {
        ulong rewards = ExchangeRate.Rewards(position.Principal, RateAt(position.ActivationEpoch), RateAt(leaves));
        ulong paid = Math.Min(rewards, RewardsPool);
        payout = position.Principal + paid;
        return this with { RewardsPool = RewardsPool - paid };
    }
}
