namespace Walrus.Core.Messages;

/// <summary>What a signed message says; the numbers are its first byte (data plane 8.1, ledger format).</summary>
public enum IntentType : byte
{
    /// <summary>A node proves that it has the key it registers.</summary>
    ProofOfPossession = 0,

    /// <summary>A node durably holds its slivers of a blob.</summary>
    StorageConfirmation = 1,

    /// <summary>A node has verified that a blob is inconsistently encoded.</summary>
    InvalidBlobId = 2,

    /// <summary>A node asks another for slivers of a shard; never on the ledger.</summary>
    SyncShard = 3,

    /// <summary>A node's deny list has changed.</summary>
    DenyListUpdate = 4,

    /// <summary>A denied blob was deleted.</summary>
    DenyListedBlobDeleted = 5,

    /// <summary>A protocol version starts.</summary>
    ProtocolVersion = 6,

    /// <summary>A block of the ledger is final.</summary>
    Checkpoint = 8,
}
