using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Staking;

/// <summary>Stake that comes, leaves, is cut and joined (control plane 3.3).</summary>
internal static class StakeRules
{
    public static void Stake(TransactionContext context, StakeWal command)
    {
        StorageNode node = NodeRules.Find(context, command.Node);
        LedgerException.Require(!node.IsRetired, Reason.EPoolIsNotActive);
        StakeMoment moment = PoolRules.Moment(context.State, node.Id);
        StakingPool pool = PoolRules.Find(context.State, node.Id).Stake(moment, command.Amount);
        context.Pay(command.Amount, CostKind.Other);
        PoolRules.Put(context.State, node.Id, pool);
        StakedWal position = new(context.NewObjectId(), context.Sender, node.Id, command.Amount, moment.Activation, WithdrawEpoch: null);
        context.Put(position);
        context.Emit(new WalStaked(context.Now, node.Id, position.Id, command.Amount, moment.Activation));
    }

    public static void RequestWithdrawal(TransactionContext context, RequestWithdrawal command)
    {
        StakedWal position = context.Owned<StakedWal>(command.Stake);
        StakeMoment moment = PoolRules.Moment(context.State, position.Node);
        StakingPool pool = PoolRules.Find(context.State, position.Node).RequestWithdrawal(moment, position, out StakedWal leaving);
        PoolRules.Put(context.State, position.Node, pool);
        context.Put(leaving);
        context.Emit(new WithdrawalRequested(context.Now, position.Node, position.Id, position.Principal, leaving.WithdrawEpoch!.Value));
    }

    public static void Withdraw(TransactionContext context, WithdrawStake command)
    {
        StakedWal position = context.Owned<StakedWal>(command.Stake);
        StakeMoment moment = PoolRules.Moment(context.State, position.Node);
        StakingPool pool = PoolRules.Find(context.State, position.Node).Withdraw(moment, position, out ulong payout);
        PoolRules.Put(context.State, position.Node, pool);
        context.Remove(position.Id);
        WalRules.Credit(context.State, context.Sender, payout);
        context.Emit(new StakeWithdrawn(context.Now, position.Node, position.Id, position.Principal, payout));
    }

    public static void Split(TransactionContext context, SplitStake command)
    {
        StakedWal whole = context.Owned<StakedWal>(command.Stake);
        (StakedWal kept, StakedWal cut) = StakePositions.Split(whole, command.Amount);
        StakedWal created = cut with { Id = context.NewObjectId() };
        context.Put(kept);
        context.Put(created);
        context.Emit(new StakeSplit(context.Now, kept.Id, created.Id, created.Principal));
    }

    public static void Join(TransactionContext context, JoinStake command)
    {
        StakedWal remaining = context.Owned<StakedWal>(command.First);
        StakedWal consumed = context.Owned<StakedWal>(command.Second);
        // A position cannot be joined with itself: its coins would count twice.
        LedgerException.Require(remaining.Id != consumed.Id, Reason.EObjectNotFound);
        context.Put(StakePositions.Join(remaining, consumed));
        context.Remove(consumed.Id);
        context.Emit(new StakeJoined(context.Now, remaining.Id, consumed.Id));
    }
}
