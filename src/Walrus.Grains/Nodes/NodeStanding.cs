using Walrus.Core.Identifiers;
using Walrus.Ledger.Nodes;

namespace Walrus.Grains.Nodes;

/// <summary>Moves a node through its statuses (control plane 5.5); where it stands is in the node's memory, which is there once the grain is active.</summary>
internal sealed class NodeStanding(Func<NodeMemory> memory)
{
    /// <summary>Where it stands.</summary>
    public NodeStatus Status => Enum.Parse<NodeStatusKind>(memory().Status) switch
    {
        NodeStatusKind.Active => NodeStatus.Active,
        NodeStatusKind.RecoverMetadata => NodeStatus.RecoverMetadata,
        NodeStatusKind.RecoveryCatchUp => NodeStatus.RecoveryCatchUp,
        NodeStatusKind.RecoveryInProgress => NodeStatus.RecoveryInProgress(memory().Entered),
        _ => NodeStatus.Standby,
    };

    /// <summary>The same in the words of HTTP interfaces 7.7.</summary>
    public string Text => Status.Target is { } target ? $"{Status.Kind} ({target})" : $"{Status.Kind}";

    /// <summary>An epoch begins for the node, or begins anew because it lost its store.</summary>
    public void Enter(NodeEpoch epoch, bool lostStore)
    {
        bool isMember = !epoch.Plan.Owned.IsEmpty;
        Epoch last = memory().Entered;
        bool lags = last.Value > 0 && last.Plus(1) < epoch.Epoch;
        if (lags || (lostStore && isMember))
            Become(NodeStatus.RecoveryCatchUp);
        memory().Entered = epoch.Epoch;
        Become(Status.Kind switch
        {
            NodeStatusKind.RecoveryCatchUp => epoch.CaughtUp,
            _ when !isMember => NodeStatus.Standby,
            NodeStatusKind.Standby => NodeStatus.RecoverMetadata,
            _ => Status,
        });
    }

    /// <summary>The metadata of all older blobs are here. Returns whether the status has changed.</summary>
    public bool HaveMetadata() => Finish(NodeStatusKind.RecoverMetadata);

    /// <summary>Everything that the node owes is here. Returns whether the status has changed.</summary>
    public bool Recover() => Finish(NodeStatusKind.RecoveryInProgress);

    private bool Finish(NodeStatusKind task)
    {
        if (Status.Kind != task)
            return false;
        Become(NodeStatus.Active);
        return true;
    }

    private void Become(NodeStatus next) => memory().Status = Status.Become(next).Kind.ToString();
}
