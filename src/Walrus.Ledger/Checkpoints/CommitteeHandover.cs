using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Ledger.Proofs;

namespace Walrus.Ledger.Checkpoints;

/// <summary>
/// How one committee vouches for the next: the checkpoint of the block that changes the epoch, signed by the outgoing committee, and the
/// members whose hash its header carries (ledger format). BCS: <c>header ‖ certificate ‖ members</c>.
/// </summary>
/// <param name="Checkpoint">The checkpoint of the outgoing committee.</param>
/// <param name="Next">The committee of the epoch after.</param>
public sealed record CommitteeHandover(Checkpoint Checkpoint, CommitteeRoster Next) : IBcs<CommitteeHandover>
{
    /// <summary>Requires that <paramref name="outgoing"/> certified the checkpoint, and that it names <see cref="Next"/>.</summary>
    /// <exception cref="InvalidProofException">It did not, or names others.</exception>
    public void Verify(CommitteeRoster outgoing, ICertificateVerifier certificates)
    {
        Checkpoint.Verify(outgoing, certificates);
        if (Checkpoint.Header.NextCommitteeHash != Next.Hash || Next.Epoch.Value - 1 != Checkpoint.Header.Epoch.Value)
        {
            throw new InvalidProofException(
                ProofFault.WrongNextCommittee, $"Block {Checkpoint.Header.Height} does not hand over to this committee of epoch {Next.Epoch}.");
        }
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Checkpoint);
        Next.WriteMembers(writer);
    }

    /// <inheritdoc/>
    public static CommitteeHandover Read(ref BcsReader reader)
    {
        Checkpoint checkpoint = Checkpoint.Read(ref reader);
        if (checkpoint.Header.Epoch.Value == uint.MaxValue)
            throw new BcsException("No epoch follows the last.");
        return new CommitteeHandover(checkpoint, CommitteeRoster.ReadMembers(checkpoint.Header.Epoch.Plus(1), ref reader));
    }
}
