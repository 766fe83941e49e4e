using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Staking;

/// <summary>What operators earn, and how they come by it (control plane 3.8).</summary>
internal static class CommissionRules
{
    public static void SetRate(TransactionContext context, SetCommissionRate command)
    {
        StorageNode node = NodeRules.Owned(context, command.Node);
        StakingPool pool = PoolRules.Find(context.State, node.Id).SetNextCommission(context.Now, command.BasisPoints);
        context.State.Pools.Set(node.Id, pool);
        Epoch holds = context.Now.Plus(StakingPool.CommissionNoticeEpochs);
        context.Emit(new CommissionRateSet(context.Now, node.Id, holds, command.BasisPoints));
    }

    public static void Collect(TransactionContext context, CollectCommission command)
    {
        StorageNode node = NodeRules.Find(context, command.Node);
        NodeRules.RequireHeld(context, node.CommissionReceiver);
        context.State.Pools.Set(node.Id, PoolRules.Find(context.State, node.Id).CollectCommission(out ulong amount));
        WalRules.Credit(context.State, context.Sender, amount);
        context.Emit(new CommissionCollected(context.Now, node.Id, context.Sender, amount));
    }

    public static void Add(TransactionContext context, AddCommission command)
    {
        StorageNode node = NodeRules.Find(context, command.Node);
        LedgerException.Require(command.Amount > 0, Reason.EInvalidAmount);
        context.Pay(command.Amount, CostKind.Other);
        Add(context.State, node.Id, command.Amount);
        context.Emit(new CommissionAdded(context.Now, node.Id, context.Sender, command.Amount));
    }

    /// <summary>Gives an operator FROST that was taken from somewhere; blocked before voting end.</summary>
    public static void Add(LedgerState state, ObjectId node, ulong amount)
    {
        bool blocked = state.Epochs.Value.Phase.Kind != EpochPhaseKind.NextSelected;
        state.Pools.Set(node, PoolRules.Find(state, node).AddCommission(amount, blocked));
    }
}
