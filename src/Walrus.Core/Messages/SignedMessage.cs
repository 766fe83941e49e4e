using System.Text.Json;
using System.Text.Json.Serialization;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;

namespace Walrus.Core.Messages;

/// <summary>
/// The bytes of a message and what shall be a signature over them (data plane 8.1). Neither is looked at before
/// <see cref="Verify"/> or <see cref="ParseSignature"/>: a signature takes a while to read.
/// </summary>
[JsonConverter(typeof(SignedMessageJsonConverter))]
public sealed class SignedMessage : IBcs<SignedMessage>
{
    /// <summary>A message as it came in.</summary>
    /// <param name="message">The bytes that are signed.</param>
    /// <param name="signature">96 bytes.</param>
    /// <exception cref="InvalidSignatureException">The signature has another length.</exception>
    public SignedMessage(ReadOnlyMemory<byte> message, ReadOnlyMemory<byte> signature)
    {
        if (signature.Length != BlsSignature.Length)
            throw new InvalidSignatureException($"A signature has {BlsSignature.Length} bytes, not {signature.Length}.");
        SerializedMessage = message;
        Signature = signature;
    }

    /// <summary>The bytes that are signed: BCS of <see cref="ProtocolMessage"/>.</summary>
    public ReadOnlyMemory<byte> SerializedMessage { get; }

    /// <summary>The signature, 96 bytes.</summary>
    public ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Signs <paramref name="body"/> for <paramref name="epoch"/>.</summary>
    public static SignedMessage Sign(BlsSecretKey key, Epoch epoch, MessageBody body)
    {
        ArgumentNullException.ThrowIfNull(key);
        byte[] message = new ProtocolMessage(epoch, body).ToBytes();
        return new SignedMessage(message, key.Sign(message).Bytes);
    }

    /// <summary>Reads <c>{"serializedMessage": base64, "signature": base64}</c>.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static SignedMessage FromJson(JsonElement element) => SignedMessageJsonConverter.Read(element);

    /// <summary>The signature as a point, checked to be one.</summary>
    /// <exception cref="InvalidSignatureException">The bytes are not a signature.</exception>
    public BlsSignature ParseSignature() => BlsSignature.Parse(Signature.Span);

    /// <summary>The message, once its signature is found to be by <paramref name="key"/>.</summary>
    /// <exception cref="InvalidSignatureException">It is not.</exception>
    /// <exception cref="InvalidMessageException">Type, version or application is another.</exception>
    /// <exception cref="BcsException">The signed bytes are not a message.</exception>
    public ProtocolMessage Verify(BlsPublicKey key)
    {
        if (!BlsVerifier.Verify(key, SerializedMessage.Span, ParseSignature()))
            throw new InvalidSignatureException($"The message is not signed by {key}.");
        return ProtocolMessage.Parse(SerializedMessage.Span);
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Bytes(SerializedMessage.Span);
        writer.Fixed(Signature.Span);
    }

    /// <inheritdoc/>
    public static SignedMessage Read(ref BcsReader reader) =>
        new(reader.Bytes().ToArray(), reader.Fixed(BlsSignature.Length).ToArray());
}
