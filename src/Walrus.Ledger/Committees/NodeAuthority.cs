using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Execution;

namespace Walrus.Ledger.Committees;

/// <summary>Who may speak for a node (control plane 3.1).</summary>
internal static class NodeAuthority
{
    /// <summary>The node, which the sender must act for.</summary>
    public static StorageNode Require(TransactionContext context, ObjectId node)
    {
        StorageNode found = context.State.Nodes.Find(node) ?? throw new LedgerException(Reason.EObjectNotFound);
        LedgerException.Require(found.Account == context.Sender, Reason.ENotOwner);
        return found;
    }

    /// <summary>The node as a member of the current committee.</summary>
    public static CommitteeMember RequireMember(TransactionContext context, ObjectId node) =>
        context.State.Epochs.Value.Current.Find(node) ?? throw new LedgerException(Reason.ENotCommitteeMember);

    /// <summary>The node as a voting member, for which the sender must hold the governance authority.</summary>
    public static CommitteeMember RequireVoter(TransactionContext context, ObjectId node)
    {
        StorageNode found = context.State.Nodes.Find(node) ?? throw new LedgerException(Reason.EObjectNotFound);
        LedgerException.Require(found.Account == context.Sender, Reason.ENotAuthorized);
        return context.State.Epochs.Value.Current.Find(node) ?? throw new LedgerException(Reason.ENotInCommittee);
    }
}
