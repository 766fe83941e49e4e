using Walrus.Core.Bcs;

namespace Walrus.Core.Messages;

/// <summary>What a message says, after its seven bytes of type, version, application and epoch (data plane 8.1).</summary>
public abstract record MessageBody
{
    private protected MessageBody() { }

    /// <summary>The type byte of messages with this body.</summary>
    public abstract IntentType Type { get; }

    /// <summary>Appends the body in BCS.</summary>
    public abstract void Write(BcsWriter writer);

    /// <summary>Reads the body of a message of the given type.</summary>
    internal static MessageBody Read(IntentType type, ref BcsReader reader) => type switch
    {
        IntentType.ProofOfPossession => ProofOfPossession.Read(ref reader),
        IntentType.StorageConfirmation => StorageConfirmation.Read(ref reader),
        IntentType.InvalidBlobId => InvalidBlobIdMessage.Read(ref reader),
        IntentType.SyncShard => SyncShardRequest.Read(ref reader),
        IntentType.DenyListUpdate => DenyListUpdateMessage.Read(ref reader),
        IntentType.DenyListedBlobDeleted => DenyListedBlobDeletedMessage.Read(ref reader),
        IntentType.ProtocolVersion => ProtocolVersionMessage.Read(ref reader),
        IntentType.Checkpoint => CheckpointMessage.Read(ref reader),
        _ => throw new InvalidMessageException($"{(byte)type} is no type of message."),
    };
}
