using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;

namespace Walrus.Ledger.Staking;

/// <content>The operator's part (control plane 3.8).</content>
internal sealed partial record StakingPool
{
    /// <summary>Epochs from the announcement of a rate to the first in which it holds.</summary>
    public const uint CommissionNoticeEpochs = 2;

    /// <summary>Announces a rate, in time for stakers to leave before it holds.</summary>
    /// <exception cref="LedgerException"><c>EIncorrectCommissionRate</c>.</exception>
    public StakingPool SetNextCommission(Epoch now, ushort basisPoints)
    {
        RequireRate(basisPoints);
        return this with { PendingCommissionRates = PendingCommissionRates.SetItem(now.Plus(CommissionNoticeEpochs), basisPoints) };
    }

    /// <summary>Adds FROST that somebody gives; blocked before voting end.</summary>
    public StakingPool AddCommission(ulong amount, bool blocked) => this with
    {
        Commission = Commission + amount,
        BlockedCommission = blocked ? BlockedCommission + amount : BlockedCommission,
    };

    /// <summary>Lets go what was blocked, at voting end.</summary>
    public StakingPool ClearBlocked() => this with { BlockedCommission = 0 };

    /// <summary>Takes out what is not blocked, in FROST.</summary>
    public StakingPool CollectCommission(out ulong amount)
    {
        amount = Commission - BlockedCommission;
        return this with { Commission = BlockedCommission };
    }

    /// <summary>Takes out everything, blocked or not, to be destroyed (control plane 7.4).</summary>
    public StakingPool BurnCommission(out ulong amount)
    {
        amount = Commission;
        return this with { Commission = 0, BlockedCommission = 0 };
    }

    private StakingPool TakeUpCommissionRate(Epoch epoch)
    {
        Epoch[] due = [.. PendingCommissionRates.Keys.TakeWhile(at => at <= epoch)];
        return due.Length == 0 ? this : this with
        {
            CommissionBp = PendingCommissionRates[due[^1]],
            PendingCommissionRates = PendingCommissionRates.RemoveRange(due),
        };
    }
}
