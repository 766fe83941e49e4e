using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Staking;

/// <summary>Pools as part of the state: where they stand, and the step into an epoch (control plane 3.3, 4.5).</summary>
internal static class PoolRules
{
    public static StakingPool Find(LedgerState state, ObjectId node) =>
        state.Pools.Find(node) ?? throw new LedgerException(Reason.EObjectNotFound);

    /// <summary>What the timing of a stake depends on, as of now.</summary>
    public static StakeMoment Moment(LedgerState state, ObjectId node)
    {
        EpochState epochs = state.Epochs.Value;
        return new StakeMoment(
            state.Now, epochs.Next is not null, epochs.Current.Find(node) is not null, epochs.Next?.Find(node) is not null);
    }

    /// <summary>Keeps a pool whose stake changed, and the candidates with it.</summary>
    public static void Put(LedgerState state, ObjectId node, StakingPool pool)
    {
        state.Pools.Set(node, pool);
        ActiveSetRules.Update(state, node);
    }

    /// <summary>
    /// Takes the pools of the members that just stepped down or up into the current epoch: the former with what they earned,
    /// in their order, then those that are new with nothing. All other pools stand still.
    /// </summary>
    public static void AdvanceAll(LedgerState state, IReadOnlyList<NodeReward> rewards, IEnumerable<ObjectId> newcomers)
    {
        foreach (NodeReward reward in rewards)
            Advance(state, reward.Node, reward.Amount);
        foreach (ObjectId node in newcomers)
            Advance(state, node, 0);
    }

    /// <summary>Lets go the commissions that the last change of epochs blocked (control plane 3.8).</summary>
    public static void ClearBlocked(LedgerState state, Committee paid)
    {
        foreach (CommitteeMember member in paid.Members)
            state.Pools.Set(member.Node, Find(state, member.Node).ClearBlocked());
    }

    private static void Advance(LedgerState state, ObjectId id, ulong reward)
    {
        Put(state, id, Find(state, id).Advance(state.Now, reward));
        StorageNode node = state.Nodes.Find(id)!;
        if (node.NextBlsKey is { } key)
            state.Nodes.Set(id, node with { BlsKey = key, NextBlsKey = null });
    }
}
