namespace Walrus.Ledger.Nodes;

/// <summary>The statuses of a storage node (control plane 5.5).</summary>
public enum NodeStatusKind
{
    /// <summary>In no committee.</summary>
    Standby,

    /// <summary>In the committee.</summary>
    Active,

    /// <summary>New in the committee; fetches metadata.</summary>
    RecoverMetadata,

    /// <summary>Two epochs or more behind; reads events.</summary>
    RecoveryCatchUp,

    /// <summary>The same, with a gap in the events it can read.</summary>
    IncompleteCatchUp,

    /// <summary>Caught up; repairs blob by blob.</summary>
    RecoveryInProgress,
}

/// <summary>Which status may follow which (control plane 5.5).</summary>
public static class NodeStatusKinds
{
    /// <summary>Whether a node of status <paramref name="from"/> may take <paramref name="to"/>; writing the same again always may happen.</summary>
    public static bool MayBecome(this NodeStatusKind from, NodeStatusKind to) => from == to || (from, to) switch
    {
        (NodeStatusKind.Standby, NodeStatusKind.RecoverMetadata or NodeStatusKind.IncompleteCatchUp) => true,
        (not NodeStatusKind.IncompleteCatchUp, NodeStatusKind.RecoveryCatchUp) => true,
        (NodeStatusKind.RecoveryCatchUp or NodeStatusKind.IncompleteCatchUp,
            NodeStatusKind.Standby or NodeStatusKind.RecoverMetadata or NodeStatusKind.RecoveryInProgress) => true,
        (NodeStatusKind.RecoverMetadata or NodeStatusKind.RecoveryInProgress, NodeStatusKind.Active) => true,
        (NodeStatusKind.Active or NodeStatusKind.RecoverMetadata or NodeStatusKind.RecoveryInProgress, NodeStatusKind.Standby) => true,
        _ => false,
    };
}
