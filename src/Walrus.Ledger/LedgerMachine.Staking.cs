using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Queries;
using Walrus.Ledger.Staking;

namespace Walrus.Ledger;

/// <content>Queries on stake and candidates, as of the head (control plane 1.12).</content>
public sealed partial class LedgerMachine
{
    /// <summary>The candidates for selection and their stakes, in the order that breaks ties.</summary>
    public ImmutableArray<ActiveSetEntry> ActiveSet => _state.ActiveSet.Value.Entries;

    /// <summary>When a sync that takes too long may be forced, in milliseconds; null if this epoch's has ended.</summary>
    public ulong? SyncTimeoutMs => _state.Epochs.Value.Phase.Kind == EpochPhaseKind.ChangeSync
        ? EpochChange.SyncTimeoutMs(_state)
        : null;

    /// <summary>The stake behind a node, or null if there is no such node.</summary>
    public PoolView? FindPool(ObjectId node) => _state.Pools.Find(node) is { } pool ? PoolView.Of(node, pool) : null;

    /// <summary>
    /// FROST that will be active with a node in <paramref name="epoch"/>, rewards to come not counted (control plane 3.6).
    /// </summary>
    /// <exception cref="LedgerException"><c>EObjectNotFound</c>: there is no such node.</exception>
    public ulong ExpectedBalance(ObjectId node, Epoch epoch) => PoolRules.Find(_state, node).BalanceAt(epoch);

    /// <summary>
    /// FROST that a principal with a node earned from <paramref name="activation"/> to <paramref name="withdrawal"/>
    /// (control plane 3.4).
    /// </summary>
    /// <exception cref="LedgerException"><c>EObjectNotFound</c>: there is no such node.</exception>
    public ulong StakingRewards(ObjectId node, ulong principal, Epoch activation, Epoch withdrawal)
    {
        StakingPool pool = PoolRules.Find(_state, node);
        return withdrawal <= activation ? 0 : ExchangeRate.Rewards(principal, pool.RateAt(activation), pool.RateAt(withdrawal));
    }

    /// <summary>A stake position with what it is worth now, or null if there is none with this id.</summary>
    public StakeView? FindStake(ObjectId stake)
    {
        if (_state.Objects.Find(stake) is not StakedWal position)
            return null;
        StakeMoment moment = PoolRules.Moment(_state, position.Node);
        StakingPool pool = PoolRules.Find(_state, position.Node);
        Epoch until = position.WithdrawEpoch is { } leaves && leaves < Epoch ? leaves : Epoch;
        ulong rewards = StakingRewards(position.Node, position.Principal, position.ActivationEpoch, until);
        bool early = StakingPool.CanWithdrawEarly(moment, position);
        try
        {
            pool.Withdraw(moment, position, out ulong payout);
            return new StakeView(position, rewards, early, payout, null);
        }
        catch (LedgerException refusal)
        {
            return new StakeView(position, rewards, early, null, refusal.Reason);
        }
    }

    /// <summary>The committee of the coming epoch: the chosen one, or that which would be chosen now.</summary>
    /// <exception cref="LedgerException"><c>ENoStake</c> or <c>EPopFromEmptyHeap</c>: none could be chosen now.</exception>
    public Committee NextCommitteeNow() => NextCommittee ?? CommitteeSelection.Next(_state);

    /// <summary>Votes of this or an earlier epoch for burning a node's commission, or null.</summary>
    public SlashingProposal? FindSlashing(ObjectId candidate) => _state.Slashings.Find(candidate);
}
