using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Proofs;

namespace Walrus.Ledger.Checkpoints;

/// <summary>
/// A header and what shows that the committee of its epoch replayed the ledger up to it: a quorum's certificate over height and hash
/// (ledger format). Evidence, not state. BCS: <c>header ‖ certificate</c>.
/// </summary>
/// <param name="Header">The header.</param>
/// <param name="Certificate">Certificate of the message that <see cref="MessageOf"/> makes.</param>
public sealed record Checkpoint(BlockHeader Header, Certificate Certificate) : IBcs<Checkpoint>
{
    /// <summary>What the members of the committee of the header's epoch sign.</summary>
    public static ProtocolMessage MessageOf(BlockHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return new ProtocolMessage(header.Epoch, new CheckpointMessage(header.Height, header.ComputeHash()));
    }

    /// <summary>Requires that <paramref name="committee"/> is the one that the header names, and that a quorum of it signed.</summary>
    /// <exception cref="InvalidProofException">It is not, or did not.</exception>
    public void Verify(CommitteeRoster committee, ICertificateVerifier certificates)
    {
        ArgumentNullException.ThrowIfNull(committee);
        ArgumentNullException.ThrowIfNull(certificates);
        if (Header.Epoch != committee.Epoch || Header.CommitteeHash != committee.Hash)
        {
            throw new InvalidProofException(
                ProofFault.WrongCommittee, $"Block {Header.Height} of epoch {Header.Epoch} names another committee than that of epoch {committee.Epoch}.");
        }

        if (!Certificate.Message.Span.SequenceEqual(MessageOf(Header).ToBytes()))
            throw new InvalidProofException(ProofFault.WrongMessage, $"The certificate is not for block {Header.Height} with this header.");
        try
        {
            certificates.Verify(Certificate, committee.Certifying, IntentType.Checkpoint);
        }
        catch (InvalidCertificateException refused)
        {
            throw new InvalidProofException(ProofFault.InvalidCertificate, $"The checkpoint of block {Header.Height} is not certified: {refused.Message}", refused);
        }
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Header);
        writer.Value(Certificate);
    }

    /// <inheritdoc/>
    public static Checkpoint Read(ref BcsReader reader) => new(BlockHeader.Read(ref reader), Certificate.Read(ref reader));
}
