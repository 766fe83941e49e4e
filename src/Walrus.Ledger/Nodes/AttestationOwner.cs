namespace Walrus.Ledger.Nodes;

/// <summary>The one part of a node that may attest that its shards are there in an epoch (control plane 5.4).</summary>
public enum AttestationOwner
{
    /// <summary>Nobody: the node is not a member, or does not know yet what it holds.</summary>
    None,

    /// <summary>What handles the start of the epoch: nothing has to be filled.</summary>
    EpochChangeFinisher,

    /// <summary>What fills gained shards, when the last is there.</summary>
    ShardSync,

    /// <summary>What repairs the node blob by blob.</summary>
    RecoveryTask,
}

/// <summary>Decides who attests (control plane 5.4).</summary>
public static class AttestationRules
{
    /// <summary>The part of the node to which the attestation of an epoch belongs.</summary>
    /// <param name="status">The node's status.</param>
    /// <param name="plan">What the epoch asks of its shards.</param>
    /// <param name="syncing">Whether shards gained in an earlier epoch are still being filled.</param>
    public static AttestationOwner OwnerOf(NodeStatusKind status, ShardPlan plan, bool syncing)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Owned.IsEmpty)
            return AttestationOwner.None;
        return status switch
        {
            NodeStatusKind.RecoveryInProgress => AttestationOwner.RecoveryTask,
            // Slivers of a new member cannot be verified before their metadata, so its shards are filled afterwards.
            NodeStatusKind.RecoverMetadata => AttestationOwner.ShardSync,
            NodeStatusKind.Active => syncing || !plan.Gained.IsEmpty ? AttestationOwner.ShardSync : AttestationOwner.EpochChangeFinisher,
            _ => AttestationOwner.None,
        };
    }
}
