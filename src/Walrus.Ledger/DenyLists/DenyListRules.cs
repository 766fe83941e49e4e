using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.DenyLists;

/// <summary>What nodes refuse to store, and what the network gives up (control plane 1.10); certified versions (6.1).</summary>
internal static class DenyListRules
{
    public static void Announce(TransactionContext context, AnnounceDenyList command)
    {
        StorageNode node = NodeRules.Owned(context, command.Node);
        NodeRules.RequireMember(context, node.Id);
        LedgerException.Require(command.Sequence > Said(context, node.Id).DenyListSequence, Reason.EIncorrectDenyListSequence);
        context.Emit(new RegisterDenyListUpdate(context.Now, command.Root, command.Sequence, node.Id));
    }

    public static void Certify(TransactionContext context, CertifyDenyList command)
    {
        StorageNode node = NodeRules.Owned(context, command.Node);
        NodeRules.RequireMember(context, node.Id);
        DenyListUpdateMessage list = context.Certified<DenyListUpdateMessage>(command.Certificate, IntentType.DenyListUpdate);
        LedgerException.Require(list.NodeId == node.Id, Reason.EIncorrectDenyListNode);
        CapabilityState said = Said(context, node.Id);
        LedgerException.Require(list.Sequence > said.DenyListSequence, Reason.EIncorrectDenyListSequence);
        context.State.Markets.Capabilities.Set(
            node.Id, said with { DenyListRoot = list.Root, DenyListSequence = list.Sequence, DenyListSize = list.Size });
        // Rewards are divided by what stands with the node.
        context.State.Nodes.Set(node.Id, node with { DenyListSize = list.Size });
        context.Emit(new DenyListUpdate(context.Now, list.Root, list.Sequence, node.Id));
    }

    public static void DeleteBlob(TransactionContext context, DeleteDeniedBlob command)
    {
        BlobId blob = context.Certified<DenyListedBlobDeletedMessage>(command.Certificate, IntentType.DenyListedBlobDeleted).BlobId;
        EventPlace place = context.Emit(new DenyListBlobDeleted(context.Now, blob));
        if (context.State.IsActive(Feature.DeniedBlobsEnd))
            BlobRegistry.Put(context.State, BlobRegistry.Get(context.State, blob).DeniedAt(context.Now, place));
    }

    public static void UpdateProtocolVersion(TransactionContext context, UpdateProtocolVersion command)
    {
        StorageNode node = NodeRules.Owned(context, command.Node);
        NodeRules.RequireMember(context, node.Id);
        ProtocolVersionMessage message = context.Certified<ProtocolVersionMessage>(command.Certificate, IntentType.ProtocolVersion);
        LedgerException.Require(message.StartEpoch >= context.Now, Reason.EInvalidStartEpoch);
        context.Emit(new ProtocolVersionUpdated(context.Now, message.StartEpoch, message.Version));
    }

    private static CapabilityState Said(TransactionContext context, ObjectId node) =>
        context.State.Markets.Capabilities.Find(node) ?? CapabilityState.Initial;
}
