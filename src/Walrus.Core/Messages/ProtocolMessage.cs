using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Messages;

/// <summary>What nodes sign: type, version 0, application 3, epoch and body (data plane 8.1).</summary>
/// <param name="Epoch">The epoch in which it is said, and alone counts.</param>
/// <param name="Body">What is said.</param>
public sealed record ProtocolMessage(Epoch Epoch, MessageBody Body) : IBcs<ProtocolMessage>
{
    /// <summary>The only version of the frame.</summary>
    public const byte IntentVersion = 0;

    /// <summary>The number of this application among those that sign with such frames.</summary>
    public const byte ApplicationId = 3;

    /// <summary>The type byte.</summary>
    public IntentType Type => Body.Type;

    /// <summary>The bytes that are signed.</summary>
    public byte[] ToBytes() => BcsFormat.ToBytes(this);

    /// <summary>Reads a message as nodes do: to the last byte.</summary>
    /// <exception cref="InvalidMessageException">Type, version or application is another.</exception>
    /// <exception cref="BcsException">The bytes are truncated, not canonical, or followed by others.</exception>
    public static ProtocolMessage Parse(ReadOnlySpan<byte> bytes) => BcsFormat.FromBytes<ProtocolMessage>(bytes);

    /// <summary>Reads a message as the ledger does, which tolerates bytes after the body.</summary>
    /// <exception cref="InvalidMessageException">Type, version or application is another.</exception>
    /// <exception cref="BcsException">The bytes are truncated or not canonical.</exception>
    public static ProtocolMessage ParsePrefix(ReadOnlySpan<byte> bytes)
    {
        BcsReader reader = new(bytes);
        return Read(ref reader);
    }

    /// <summary>Reads a message whose body must be a <typeparamref name="TBody"/>, as nodes do.</summary>
    /// <exception cref="InvalidMessageException">Type, version or application is another.</exception>
    /// <exception cref="BcsException">The bytes are truncated, not canonical, or followed by others.</exception>
    public static (Epoch Epoch, TBody Body) Parse<TBody>(ReadOnlySpan<byte> bytes) where TBody : MessageBody
    {
        ProtocolMessage message = Parse(bytes);
        return message.Body is TBody body
            ? (message.Epoch, body)
            : throw new InvalidMessageException($"This is a {message.Type} message, not a {typeof(TBody).Name}.");
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U8((byte)Type);
        writer.U8(IntentVersion);
        writer.U8(ApplicationId);
        writer.U32(Epoch.Value);
        Body.Write(writer);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidMessageException">Type, version or application is another.</exception>
    public static ProtocolMessage Read(ref BcsReader reader)
    {
        IntentType type = (IntentType)reader.U8();
        byte version = reader.U8();
        byte application = reader.U8();
        if (version != IntentVersion)
            throw new InvalidMessageException($"The message has version {version} instead of {IntentVersion}.");
        if (application != ApplicationId)
            throw new InvalidMessageException($"The message is for application {application} instead of {ApplicationId}.");
        Epoch epoch = new(reader.U32());
        return new ProtocolMessage(epoch, MessageBody.Read(type, ref reader));
    }
}
