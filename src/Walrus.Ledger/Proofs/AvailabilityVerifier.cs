using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Proofs;

/// <summary>
/// Checks proofs against one committee that is trusted: that of epoch 1, which follows from the genesis, or a later one. Pure; knows
/// no clock, so that how old a proof may be is the caller's to say.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="trusted">The committee from which the hand-overs must lead.</param>
/// <param name="certificates">Decides what certificates are worth.</param>
public sealed class AvailabilityVerifier(NetworkId network, CommitteeRoster trusted, ICertificateVerifier certificates)
{
    /// <summary>What a proof says of a blob, and the committee of its header's epoch, which may be trusted from now on.</summary>
    /// <exception cref="InvalidProofException">It proves nothing.</exception>
    public VerifiedAvailability Verify(AvailabilityProof proof, BlobId blob)
    {
        ArgumentNullException.ThrowIfNull(proof);
        if (proof.Evidence.BlobId != blob)
            throw new InvalidProofException(ProofFault.WrongBlob, $"The proof is about blob {proof.Evidence.BlobId}, not {blob}.");
        CommitteeRoster committee = FollowHandovers(proof);
        RequireNetwork(proof.Checkpoint);
        proof.Checkpoint.Verify(committee, certificates);
        if (!proof.Evidence.IsShownBy(proof.Checkpoint.Header))
            throw new InvalidProofException(ProofFault.WrongPath, $"The path does not lead from the value of blob {blob} to the root of block {proof.Checkpoint.Header.Height}.");
        return new VerifiedAvailability(AvailabilityStatement.Of(blob, proof.Evidence.Value, proof.Checkpoint.Header), committee);
    }

    /// <summary>That a blob is certified, according to a proof that is new enough.</summary>
    /// <exception cref="InvalidProofException">It proves nothing.</exception>
    /// <exception cref="StaleProofException">It is older than demanded.</exception>
    /// <exception cref="BlobNotCertifiedException">It shows that the blob is not certified, or invalid.</exception>
    public VerifiedAvailability RequireCertified(AvailabilityProof proof, BlobId blob, ProofDemand? demand = null)
    {
        VerifiedAvailability verified = Verify(proof, blob);
        verified.Statement.RequireCertified(demand ?? ProofDemand.None);
        return verified;
    }

    private CommitteeRoster FollowHandovers(AvailabilityProof proof)
    {
        CommitteeRoster committee = trusted;
        Epoch last = proof.Checkpoint.Header.Epoch;
        foreach (CommitteeHandover handover in proof.Handovers)
        {
            // What leads up to the trusted committee, or beyond the header, is not needed.
            Epoch epoch = handover.Checkpoint.Header.Epoch;
            if (epoch < trusted.Epoch || epoch >= last)
                continue;
            if (epoch != committee.Epoch)
                throw Missing(committee.Epoch);
            RequireNetwork(handover.Checkpoint);
            handover.Verify(committee, certificates);
            committee = handover.Next;
        }

        return committee.Epoch == last ? committee : throw Missing(committee.Epoch);

        InvalidProofException Missing(Epoch from) => last < trusted.Epoch
            ? new(ProofFault.MissingHandover, $"The proof is of epoch {last}, before the trusted committee of epoch {trusted.Epoch}.")
            : new(ProofFault.MissingHandover, $"No hand-over leads from the committee of epoch {from} towards epoch {last}.");
    }

    private void RequireNetwork(Checkpoint checkpoint)
    {
        if (checkpoint.Header.Network != network)
            throw new InvalidProofException(ProofFault.WrongNetwork, $"Block {checkpoint.Header.Height} belongs to network {checkpoint.Header.Network}, not {network}.");
    }
}

/// <summary>The outcome of a verification.</summary>
/// <param name="Statement">What the proof says.</param>
/// <param name="Committee">The committee of the header's epoch: proofs that follow need no hand-overs before it.</param>
public sealed record VerifiedAvailability(AvailabilityStatement Statement, CommitteeRoster Committee);
