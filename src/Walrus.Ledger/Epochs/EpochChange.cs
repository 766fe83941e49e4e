using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Staking;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Epochs;

/// <summary>Choosing the next committee, and the change into its epoch (control plane 4.4, 4.5).</summary>
internal static class EpochChange
{
    public static void EndVoting(LedgerState state, ulong nowMs, Action<EventBody> emit)
    {
        EpochState epochs = state.Epochs.Value;
        LedgerException.Require(epochs.Phase.Kind == EpochPhaseKind.ChangeDone, Reason.EWrongEpochState);
        LedgerException.Require(nowMs >= VotingEndMs(epochs, state.Rules.EpochDurationMs), Reason.EWrongEpochState);
        if (epochs.Previous is { } paid)
            PoolRules.ClearBlocked(state, paid);
        Committee next = CommitteeSelection.Next(state);
        state.Epochs.Value = epochs with
        {
            Phase = epochs.Phase.Selected(),
            Next = next,
            VotedCapacity = CommitteeSelection.VotedCapacity(state, next),
        };
        emit(new EpochParametersSelected(next.Epoch));
    }

    public static void Begin(LedgerState state, ulong nowMs, Action<EventBody> emit)
    {
        EpochState epochs = state.Epochs.Value;
        Committee next = epochs.Next ?? throw new LedgerException(Reason.ENextCommitteeIsEmpty);
        LedgerException.Require(nowMs >= ChangeMs(epochs, state.Rules.EpochDurationMs), Reason.EWrongEpochState);
        EpochRewardsPaid rewards = CloseBucket(state, epochs);
        state.Epochs.Value = epochs with
        {
            Phase = EpochPhase.Sync(0), Previous = epochs.Current, Current = next, Next = null, VotedCapacity = 0, SyncStartMs = nowMs,
        };
        PoolRules.AdvanceAll(state, rewards.Rewards, next.Except(epochs.Current));
        ExpireBlobs(state, next.Epoch);
        PoolSchedule.Expire(state, next.Epoch);
        state.Markets.EventBlobs.Value = state.Markets.EventBlobs.Value.InNewEpoch();
        emit(new EpochChangeStart(next.Epoch));
        UpdatePrices(state, emit);
        emit(rewards);
        GovernanceEpoch.Turn(state, epochs.Current, emit);
    }

    /// <summary>Earliest voting end, in milliseconds.</summary>
    public static ulong VotingEndMs(EpochState epochs, ulong durationMs) =>
        epochs.Current.Epoch.Value == 0 ? epochs.FirstEpochStartMs : Later(epochs.Phase.DoneMs, durationMs / 2);

    /// <summary>Earliest change into the next epoch, in milliseconds.</summary>
    public static ulong ChangeMs(EpochState epochs, ulong durationMs) =>
        epochs.Current.Epoch.Value == 0 ? epochs.FirstEpochStartMs : Later(epochs.Phase.DoneMs, durationMs);

    /// <summary>When a sync that has not ended may be forced, in milliseconds (control plane 4.4).</summary>
    public static ulong SyncTimeoutMs(LedgerState state)
    {
        ulong epochMs = state.Rules.EpochDurationMs;
        UInt128 bound = (UInt128)epochMs * state.Parameter(GovernedParameter.SyncTimeoutPermille) / 1000;
        return Later(state.Epochs.Value.SyncStartMs, Math.Max(epochMs, (ulong)UInt128.Min(bound, ulong.MaxValue)));
    }

    /// <summary>Capacity of an epoch, in encoded bytes: what is sold is never invalidated (control plane 2.8).</summary>
    public static ulong TotalCapacity(ulong voted, ulong used) => Math.Max(voted, used);

    /// <summary>Recomputes prices from the votes of the current committee (control plane 2.7).</summary>
    public static void UpdatePrices(LedgerState state, Action<EventBody> emit)
    {
        Committee current = state.Epochs.Value.Current;
        LedgerPrices prices = CommitteeSelection.VotedPrices(state, current);
        state.System.Value = state.System.Value with { Prices = prices };
        emit(new PricesUpdated(current.Epoch, prices.Storage, prices.Write));
        emit(new ReadPriceUpdated(current.Epoch, prices.Read));
    }

    /// <summary>Burns and divides the bucket of the epoch that ends, and opens the next (control plane 2.6, 7.1).</summary>
    private static EpochRewardsPaid CloseBucket(LedgerState state, EpochState epochs)
    {
        SystemState system = state.System.Value;
        (RingEntry ended, FutureAccounting ring) = system.Ring.Pop();
        List<StorageNode> members = [.. epochs.Current.Members.Select(member => state.Nodes.Find(member.Node)!)];
        IEnumerable<RewardShare> shares = epochs.Current.Members.Zip(
            members, static (member, node) => new RewardShare(member.Node, member.Weight, node.DenyListSize));
        BucketSplit split = BucketSplit.Of(ended.Rewards, ended.UsedCapacity, [.. shares]);
        ring = ring.AddNow(split.Carried);
        state.System.Value = system with
        {
            Ring = ring,
            Burned = system.Burned + split.Burned,
            TotalCapacity = TotalCapacity(epochs.VotedCapacity, ring.Entries[0].UsedCapacity),
        };
        return new EpochRewardsPaid(
            epochs.Current.Epoch,
            ended.Rewards,
            split.Burned,
            [.. members.Select((node, i) => new NodeReward(node.Id, split.Rewards[i]))],
            split.Carried);
    }

    // A clock that stands at the end of time reaches no deadline, rather than overflow.
    private static ulong Later(ulong timeMs, ulong durationMs) =>
        timeMs > ulong.MaxValue - durationMs ? ulong.MaxValue : timeMs + durationMs;

    private static void ExpireBlobs(LedgerState state, Epoch now)
    {
        foreach (BlobId blob in state.Expiry.Due(now))
        {
            if (state.Blobs.Find(blob) is { } info)
                BlobRegistry.Put(state, info.ExpiredAt(now));
        }
    }
}
