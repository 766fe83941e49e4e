using Walrus.Client.Ledger;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Proofs;

namespace Walrus.Grains.Checkpoints;

/// <summary>
/// Availability as of a block that the cluster which orders the ledger has had signed: only there a path and the signatures under the same
/// block come together.
/// </summary>
public sealed class RemoteProofs(LedgerClient ledger, CheckpointKeeper keeper)
{
    /// <summary>Checkpoint and path of a blob, of a height of at least <paramref name="minHeight"/>, verified against what this process executed.</summary>
    /// <exception cref="ProofUnavailableException">There is none, or it does not hold.</exception>
    public async Task<(Checkpoint Checkpoint, AvailabilityEvidence Evidence)> ProveAsync(
        BlobId blob, ulong minHeight, Epoch epoch, CancellationToken cancellation)
    {
        AvailabilityProof proof;
        try
        {
            proof = await ledger.GetProofAsync(blob, epoch, minHeight, cancellation);
        }
        catch (LedgerApiException failure)
        {
            throw new ProofUnavailableException($"the cluster that orders the ledger gives none: {failure.Message}");
        }

        if (await keeper.AcceptAsync(proof.Checkpoint) is null || proof.Evidence.BlobId != blob || !proof.Evidence.IsShownBy(proof.Checkpoint.Header))
            throw new ProofUnavailableException("the cluster that orders the ledger gave one that does not hold");
        return (proof.Checkpoint, proof.Evidence);
    }
}
