using Walrus.Core.Identifiers;

namespace Walrus.Grains.Nodes;

/// <summary>Moves a node through its statuses (control plane 5.5); where it stands is in the node's memory.</summary>
internal sealed class NodeStanding(Func<NodeMemory> memory)
{
    // Not before the grain is active.
    private NodeMemory Memory => memory();

    /// <summary>Where it stands.</summary>
    public NodeStatus Status => new(Memory.Status, Memory.Entered);

    /// <summary>An epoch begins for the node, or begins anew because it lost its store.</summary>
    public void Enter(Epoch epoch, bool isMember, bool wasMember, bool lostStore)
    {
        bool lags = Memory.Entered.Value > 0 && Memory.Entered.Plus(1) < epoch;
        if (lags || (lostStore && isMember))
            MoveTo(NodeStatusKind.RecoveryCatchUp);
        Memory.Entered = epoch;
        if (!isMember)
            MoveTo(NodeStatusKind.Standby);
        else if (Memory.Status == NodeStatusKind.RecoveryCatchUp)
            MoveTo(wasMember || lostStore ? NodeStatusKind.RecoveryInProgress : NodeStatusKind.RecoverMetadata);
        else if (Memory.Status == NodeStatusKind.Standby)
            MoveTo(NodeStatusKind.RecoverMetadata);
    }

    /// <summary>The metadata of all older blobs are here. Returns whether the status has changed.</summary>
    public bool HaveMetadata() => MoveOn(NodeStatusKind.RecoverMetadata);

    /// <summary>Everything that the node owes is here. Returns whether the status has changed.</summary>
    public bool Recover() => MoveOn(NodeStatusKind.RecoveryInProgress);

    private bool MoveOn(NodeStatusKind from)
    {
        if (Memory.Status != from)
            return false;
        MoveTo(NodeStatusKind.Active);
        return true;
    }

    private void MoveTo(NodeStatusKind to) => Memory.Status = to;
}
