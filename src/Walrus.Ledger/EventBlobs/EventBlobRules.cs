using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.State;

namespace Walrus.Ledger.EventBlobs;

/// <summary>How the event stream's own blobs are certified, by attestations of nodes (control plane 6.4).</summary>
internal static class EventBlobRules
{
    public static void Attest(TransactionContext context, AttestEventBlob command)
    {
        // The id is used up in any case, so that those of later objects do not depend on who else attested.
        ObjectId id = context.NewObjectId();
        StorageNode node = NodeRules.Owned(context, command.Node);
        CommitteeMember member = NodeRules.RequireMember(context, node.Id);
        LedgerException.Require(command.Epoch == context.Now, Reason.EInvalidIdEpoch);
        ulong encodedSize = BlobRules.RequireEncodable(context, command.BlobId, command.RootHash, command.Size, command.EncodingType);
        RememberAttestation(context, node.Id, command);

        EventBlobState blobs = context.State.Markets.EventBlobs.Value;
        if (blobs.Latest is { } latest && latest.Checkpoint >= command.EndingCheckpoint)
            return;
        EventBlob candidate = new(command.BlobId, command.EndingCheckpoint);
        int weight = blobs.Candidates.GetValueOrDefault(candidate) + member.Weight;
        if (ShardWeights.IsQuorum(weight, context.Rules.Shards))
            Certify(context, command, id, encodedSize);
        else
            context.State.Markets.EventBlobs.Value = blobs with { Candidates = blobs.Candidates.SetItem(candidate, weight) };
    }

    // One attestation of a node may be open at a time; one of an older epoch does not count.
    private static void RememberAttestation(TransactionContext context, ObjectId node, AttestEventBlob command)
    {
        MarketState markets = context.State.Markets;
        CapabilityState said = markets.Capabilities.Find(node) ?? CapabilityState.Initial;
        if (said.Attested is { } last && last.Epoch == context.Now)
        {
            LedgerException.Require(command.EndingCheckpoint > last.Checkpoint, Reason.ERepeatedAttestation);
            LedgerException.Require(last.Checkpoint <= markets.EventBlobs.Value.Latest?.Checkpoint, Reason.EIncorrectAttestation);
        }

        markets.Capabilities.Set(node, said with { Attested = new EventBlobAttestation(command.EndingCheckpoint, context.Now) });
    }

    private static void Certify(TransactionContext context, AttestEventBlob command, ObjectId id, ulong encodedSize)
    {
        LedgerState state = context.State;
        Epoch end = context.Now.Plus(context.Rules.MaxEpochsAhead);
        // Nobody pays, and the capacity does not bind: the network must be able to tell its own history.
        state.System.Value = state.System.Value with { Ring = state.System.Value.Ring.Add(context.Now, end, encodedSize, 0) };
        context.Emit(new StorageReserved(context.Now, id, context.Now, end, encodedSize, Cost: 0));
        EventPlace registered = context.Emit(new BlobRegistered(
            context.Now, command.BlobId, command.Size, command.EncodingType, end, Deletable: false, id));
        EventPlace certified = context.Emit(new BlobCertified(
            context.Now, command.BlobId, end, Deletable: false, id, IsExtension: false));
        BlobInfo info = BlobRegistry.Get(state, command.BlobId);
        BlobRegistry.Put(state, info.Registered(id, context.Now, end, deletable: false, registered).Certified(id, context.Now, certified));
        state.Expiry.Add(end, command.BlobId);
        EventBlobState blobs = state.Markets.EventBlobs.Value;
        state.Markets.EventBlobs.Value = EventBlobState.Initial with
        {
            Latest = new EventBlob(command.BlobId, command.EndingCheckpoint), UnpaidBytes = blobs.UnpaidBytes + encodedSize,
        };
    }
}
