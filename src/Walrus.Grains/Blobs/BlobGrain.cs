using Orleans.Placement;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Blobs;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Ledger;
using Walrus.Grains.Placement;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Blobs;

/// <summary>Work on a blob that has begun and not ended.</summary>
[GenerateSerializer, Alias("walrus.blob-checkpoint")]
internal sealed class BlobCheckpoint
{
    /// <summary>Operations that registered a blob object and have not certified it, with the epoch in which the attempt is void.</summary>
    [Id(0)] public Dictionary<Guid, uint> Unfinished { get; set; } = [];
}

/// <summary>
/// Coordinates one blob. Every decision about money and certificates is the ledger's: the grain plans from the replica, passes
/// signed transactions on, and remembers what was begun so that it is known to be unfinished after a crash. It comes to life beside the
/// gateway that works on the blob: a call that leaves the process can be lost with another.
/// </summary>
[PreferLocalPlacement]
internal sealed class BlobGrain(
    [PersistentState("blob")] IPersistentState<BlobCheckpoint> checkpoint, LedgerReplica replica, ILedgerOrderer ledger, IGrainFactory grains, ClusterNodes cluster)
    : Grain, IBlobGrain
{
    public async Task<StorePlan> PlanAsync(StoreIntent intent)
    {
        await replica.CatchUpAsync();
        (Epoch now, BlobInfo? info) = replica.Read(machine => (machine.Epoch, machine.FindBlob(Blob)));
        if (info?.Invalid is { } invalid)
            return new StorePlan(null, new LedgerEventId(invalid.Event.TransactionDigest.ToString(), invalid.Event.EventIndex));
        if (intent is { Permanent: true, Force: false } && info?.PermanentCertified is { } copy && copy.End >= now.Plus(intent.Epochs))
            return new StorePlan(new CertifiedCopy(copy.End, new LedgerEventId(copy.Event.TransactionDigest.ToString(), copy.Event.EventIndex)), null);
        return new StorePlan(null, null);
    }

    public async Task<SubmissionReply> RegisterAsync(Guid operation, LedgerSubmission registration)
    {
        uint expiry = SignedTransaction.FromBytes(registration.SignedTransaction).Transaction.Expiry.Value;
        ForgetVoid();
        checkpoint.State.Unfinished[operation] = expiry;
        await checkpoint.WriteStateAsync();
        return await ledger.SubmitAsync(registration);
    }

    public async Task<SubmissionReply> CertifyAsync(Guid operation, LedgerSubmission certification, string[] lagging)
    {
        SubmissionReply reply = await ledger.SubmitAsync(certification);
        if (reply.Effects is null || BcsFormat.FromBytes<TransactionEffects>(reply.Effects).Status.AbortReason is not null)
            return reply;
        if (checkpoint.State.Unfinished.Remove(operation))
            await checkpoint.WriteStateAsync();
        // Nodes of other clusters follow the ledger on their own.
        foreach (string node in lagging.Where(cluster.Hosts))
            grains.GetGrain<INodeGrain>(node).WakeAsync().Ignore();
        return reply;
    }

    private BlobId Blob => BlobId.Parse(this.GetPrimaryKeyString());

    private void ForgetVoid()
    {
        Epoch now = replica.Read(static machine => machine.Epoch);
        foreach (Guid operation in checkpoint.State.Unfinished.Where(entry => entry.Value < now.Value).Select(static entry => entry.Key).ToList())
            checkpoint.State.Unfinished.Remove(operation);
    }
}
