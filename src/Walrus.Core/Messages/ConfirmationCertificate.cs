using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Walrus.Core.Bcs;
using Walrus.Core.Signatures;

namespace Walrus.Core.Messages;

/// <summary>
/// A certificate as publishers and relays pass it on: indices of signers, message and aggregate signature (data plane 8.3).
/// </summary>
[JsonConverter(typeof(ConfirmationCertificateJsonConverter))]
public sealed class ConfirmationCertificate : IBcs<ConfirmationCertificate>
{
    /// <summary>A certificate of these parts.</summary>
    /// <param name="signers">Positions in the committee of the message's epoch, each once.</param>
    /// <param name="message">The bytes that are signed.</param>
    /// <param name="signature">The aggregate signature, 96 bytes.</param>
    /// <exception cref="InvalidCertificateException">A signer is named twice.</exception>
    /// <exception cref="InvalidSignatureException">The signature has another length.</exception>
    public ConfirmationCertificate(ImmutableArray<ushort> signers, ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> signature)
    {
        if (signature.Length != BlsSignature.Length)
            throw new InvalidSignatureException($"A signature has {BlsSignature.Length} bytes, not {signature.Length}.");
        if (signers.Distinct().Count() != signers.Length)
            throw new InvalidCertificateException(CertificateReasons.InvalidBitmap, "A signer is named twice.");
        Signers = signers;
        SerializedMessage = message;
        Signature = signature;
    }

    /// <summary>Positions of the signers in the committee.</summary>
    public ImmutableArray<ushort> Signers { get; }

    /// <summary>The bytes that are signed.</summary>
    public ReadOnlyMemory<byte> SerializedMessage { get; }

    /// <summary>The aggregate signature, 96 bytes.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>The certificate as the ledger takes it.</summary>
    /// <param name="members">How many members the committee has.</param>
    /// <exception cref="InvalidCertificateException">A signer is beyond the last member.</exception>
    public Certificate ForLedger(int members) => new(Signature, SignerBitmap.FromSigners(Signers, members), SerializedMessage);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Vector(Signers, static (w, signer) => w.U16(signer));
        writer.Bytes(SerializedMessage.Span);
        writer.Fixed(Signature.Span);
    }

    /// <inheritdoc/>
    public static ConfirmationCertificate Read(ref BcsReader reader)
    {
        ushort[] signers = reader.Vector(static (ref BcsReader r) => r.U16(), sizeof(ushort));
        return new ConfirmationCertificate([.. signers], reader.Bytes().ToArray(), reader.Fixed(BlsSignature.Length).ToArray());
    }
}
