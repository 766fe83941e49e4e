using Walrus.Core.Bcs;
using Walrus.Core.Signatures;

namespace Walrus.Core.Messages;

/// <summary>
/// A certificate as the ledger takes it: bitmap of signers, message and aggregate signature (control plane 6.1). Bytes as they came
/// in; <see cref="ICertificateVerifier"/> says what they are worth. BCS: signature without length, bitmap, message.
/// </summary>
public sealed class Certificate : IBcs<Certificate>
{
    /// <summary>A certificate of these parts.</summary>
    /// <param name="signature">The aggregate signature, 96 bytes.</param>
    /// <param name="signers">The bitmap of the signers.</param>
    /// <param name="message">The bytes that are signed.</param>
    /// <exception cref="InvalidSignatureException">The signature has another length.</exception>
    public Certificate(ReadOnlyMemory<byte> signature, ReadOnlyMemory<byte> signers, ReadOnlyMemory<byte> message)
    {
        if (signature.Length != BlsSignature.Length)
            throw new InvalidSignatureException($"A signature has {BlsSignature.Length} bytes, not {signature.Length}.");
        Signature = signature;
        SignersBitmap = signers;
        Message = message;
    }

    /// <summary>The aggregate signature, 96 bytes.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>The bitmap of the signers.</summary>
    public ReadOnlyMemory<byte> SignersBitmap { get; }

    /// <summary>The bytes that are signed.</summary>
    public ReadOnlyMemory<byte> Message { get; }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Fixed(Signature.Span);
        writer.Bytes(SignersBitmap.Span);
        writer.Bytes(Message.Span);
    }

    /// <inheritdoc/>
    public static Certificate Read(ref BcsReader reader) =>
        new(reader.Fixed(BlsSignature.Length).ToArray(), reader.Bytes().ToArray(), reader.Bytes().ToArray());
}
