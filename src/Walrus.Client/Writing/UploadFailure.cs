using Walrus.Client.StorageNodes;

namespace Walrus.Client.Writing;

/// <summary>What may be tried again, and when.</summary>
internal static class UploadFailure
{
    /// <summary>The same request may well succeed at once: the node is overloaded, or the connection broke.</summary>
    public static bool IsPassing(Exception failure) => failure switch
    {
        StorageNodeRefusedException refused => refused is { IsTransient: true, IsUnwritable: false },
        NodeUnreachableException unreachable => unreachable.Kind == UnreachableKind.Broken,
        NodeInOtherEpochException other => other.IsBehind,
        _ => false,
    };

    /// <summary>The node does not know the registration yet.</summary>
    public static bool IsUnregistered(Exception failure) =>
        failure is StorageNodeRefusedException { Reason: StorageNodeReason.NotRegistered };

    /// <summary>The node may be able to confirm later; otherwise it will refuse for good, or it does not follow the protocol.</summary>
    public static bool MayRecover(Exception failure) => failure switch
    {
        NodeUnreachableException => true,
        NodeInOtherEpochException other => other.IsBehind,
        StorageNodeRefusedException { IsUnwritable: true } => false,
        // A node that has not come to this epoch yet does not know which shards it has in it.
        StorageNodeRefusedException refused => refused.IsTransient || refused.Reason
            is StorageNodeReason.NotRegistered or StorageNodeReason.MetadataNotFound or StorageNodeReason.MissingSlivers or StorageNodeReason.ShardNotAssigned,
        _ => false,
    };
}
