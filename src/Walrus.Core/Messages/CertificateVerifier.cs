using System.Collections.Immutable;

namespace Walrus.Core.Messages;

/// <summary>The rules of control plane 6.1: bitmap, weight, header, signature; the expensive one comes last.</summary>
/// <param name="signatures">Checks the aggregate signature.</param>
public sealed class CertificateVerifier(IAggregateVerifier signatures) : ICertificateVerifier
{
    /// <summary>A verifier of real signatures.</summary>
    public CertificateVerifier() : this(new BlsAggregateVerifier()) { }

    /// <inheritdoc/>
    public CertifiedMessage Verify(Certificate certificate, CertifyingCommittee committee, IntentType expected)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(committee);
        ImmutableArray<ushort> signers = SignerBitmap.ToSigners(certificate.SignersBitmap.Span, committee.Members.Length);
        int weight = committee.WeightOf(signers);
        if (!expected.RequiredStrength().IsReachedBy(weight, committee.Shards))
        {
            throw new InvalidCertificateException(
                CertificateReasons.NotEnoughStake, $"{weight} of {committee.Shards} shards do not suffice for a {expected} certificate.");
        }

        ProtocolMessage message = ReadMessage(certificate, committee, expected);
        if (!signatures.IsSignedBy(committee, signers, certificate.Message.Span, certificate.Signature.Span))
            throw new InvalidCertificateException(CertificateReasons.InvalidSignature, "The signers did not sign the message.");
        return new CertifiedMessage(message, signers, weight);
    }

    // Bytes after the body are tolerated: nodes do not sign such messages, but the ledger's rules allow them.
    private static ProtocolMessage ReadMessage(Certificate certificate, CertifyingCommittee committee, IntentType expected)
    {
        ProtocolMessage message;
        try
        {
            message = ProtocolMessage.ParsePrefix(certificate.Message.Span);
        }
        catch (ProtocolException exception)
        {
            throw new InvalidCertificateException(CertificateReasons.InvalidMessage, exception);
        }

        if (message.Type != expected)
        {
            throw new InvalidCertificateException(
                CertificateReasons.InvalidMessageType, $"The message is of type {message.Type}, not {expected}.");
        }

        if (message.Epoch != committee.Epoch)
        {
            throw new InvalidCertificateException(
                CertificateReasons.IncorrectEpoch, $"The message is of epoch {message.Epoch}, the committee of {committee.Epoch}.");
        }

        return message;
    }
}
