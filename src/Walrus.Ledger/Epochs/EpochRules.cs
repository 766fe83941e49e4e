using Walrus.Core.Parameters;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Epochs;

/// <summary>The commands that drive an epoch (control plane 4.4).</summary>
internal static class EpochRules
{
    public static void EndVoting(TransactionContext context) => EpochChange.EndVoting(context.State, context.TimestampMs, context.Record);

    public static void ChangeEpoch(TransactionContext context) => EpochChange.Begin(context.State, context.TimestampMs, context.Record);

    public static void AttestSync(TransactionContext context, EpochSyncDone command)
    {
        LedgerState state = context.State;
        StorageNode node = state.Nodes.Find(command.Node) ?? throw new LedgerException(Reason.EObjectNotFound);
        LedgerException.Require(node.Account == context.Sender, Reason.ENotOwner);
        LedgerException.Require(command.Epoch == context.Now, Reason.EInvalidSyncEpoch);
        LedgerException.Require(node.LastSyncDone < command.Epoch, Reason.EDuplicateSyncDone);
        EpochState epochs = state.Epochs.Value;
        CommitteeMember member = epochs.Current.Find(node.Id) ?? throw new LedgerException(Reason.ENotInCommittee);
        state.Nodes.Set(node.Id, node with { LastSyncDone = command.Epoch });
        if (epochs.Phase.Kind == EpochPhaseKind.ChangeSync)
            CountSync(context, epochs, member.Weight);
        context.Emit(new ShardsReceived(command.Epoch, member.Shards));
    }

    public static void UpdatePrices(TransactionContext context) => EpochChange.UpdatePrices(context.State, context.Record);

    public static void ForceSync(TransactionContext context)
    {
        EpochState epochs = context.State.Epochs.Value;
        LedgerException.Require(epochs.Phase.Kind == EpochPhaseKind.ChangeSync, Reason.EWrongEpochState);
        LedgerException.Require(context.TimestampMs >= EpochChange.SyncTimeoutMs(context.State), Reason.EWrongEpochState);
        int synced = epochs.Phase.SyncedWeight;
        bool forced = ShardWeights.HasOneCorrect(synced, context.Rules.Shards);
        context.Emit(new EpochSyncOverdue(epochs.Current.Epoch, (ushort)synced, forced));
        if (forced)
            EndSync(context, epochs);
    }

    private static void CountSync(TransactionContext context, EpochState epochs, int weight)
    {
        int synced = epochs.Phase.SyncedWeight + weight;
        if (!ShardWeights.IsQuorum(synced, context.Rules.Shards))
        {
            context.State.Epochs.Value = epochs with { Phase = EpochPhase.Sync(synced) };
            return;
        }

        EndSync(context, epochs);
    }

    private static void EndSync(TransactionContext context, EpochState epochs)
    {
        context.State.Epochs.Value = epochs with { Phase = EpochPhase.Done(context.TimestampMs) };
        context.Emit(new EpochChangeDone(epochs.Current.Epoch));
    }
}
