using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Staking;

/// <summary>Cutting and joining stake positions (control plane 3.3). Touches no pool: the sums stay the same.</summary>
internal static class StakePositions
{
    /// <summary>The position without <paramref name="amount"/> FROST, and one with them; ids are the caller's.</summary>
    public static (StakedWal Kept, StakedWal Cut) Split(StakedWal whole, ulong amount)
    {
        LedgerException.Require(whole.Principal > amount, Reason.EInvalidAmount);
        LedgerException.Require(amount >= StakingPool.MinStake, Reason.EStakeBelowThreshold);
        LedgerException.Require(whole.Principal - amount >= StakingPool.MinStake, Reason.EStakeBelowThreshold);
        return (whole with { Principal = whole.Principal - amount }, whole with { Principal = amount });
    }

    /// <summary>The first position with the principal of both.</summary>
    public static StakedWal Join(StakedWal first, StakedWal second)
    {
        bool same = (first.Node, first.ActivationEpoch, first.WithdrawEpoch) == (second.Node, second.ActivationEpoch, second.WithdrawEpoch);
        LedgerException.Require(same, Reason.EMetadataMismatch);
        return first with { Principal = first.Principal + second.Principal };
    }
}
