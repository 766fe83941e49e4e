using Microsoft.Extensions.Logging;
using Walrus.Client.Committees;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Nodes;

/// <summary>Says on the ledger, once in an epoch, that a node holds its shards (control plane 5.4).</summary>
internal sealed partial class NodeAttester(
    LocalNode node, LedgerReplica replica, CommitteeDirectory committees, AccountSubmitters submitters, ILogger logger)
{
    /// <summary>Gives it. Nothing happens when it is not due.</summary>
    public async Task AttestAsync(Epoch epoch)
    {
        if (committees.Find(node.Name) is not { } me || !IsDue(me, epoch))
            return;
        await node.Store.FlushAsync();
        try
        {
            await submitters.For(node.Account).SubmitAsync(new TransactionBuilder().Add(new EpochSyncDone(me.NodeId, epoch)));
        }
        catch (LedgerRefusedException refused)
        {
            // Another activation attested, or the epoch moved on: the next look decides.
            Log.NotAttested(logger, node.Name, epoch, refused.Reason);
        }
    }

    // Also when a quorum has attested already: the owners before may let go of a shard only when its new one has it (rulings 4).
    private bool IsDue(CommitteeMember me, Epoch epoch) =>
        replica.Read(machine => machine.Epoch == epoch && machine.FindNode(me.NodeId)?.LastSyncDone < epoch);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Node {Node} did not attest epoch {Epoch}: {Reason}.")]
        public static partial void NotAttested(ILogger logger, string node, Epoch epoch, string reason);
    }
}
