using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;

namespace Walrus.Ledger.Nodes;

/// <summary>What a storage node is about (control plane 5.5). Immutable.</summary>
public sealed record NodeStatus
{
    private NodeStatus(NodeStatusKind kind, Epoch? target = null)
    {
        Kind = kind;
        Target = target;
    }

    /// <summary>In no committee.</summary>
    public static NodeStatus Standby { get; } = new(NodeStatusKind.Standby);

    /// <summary>A member that holds its shards, or fills the gained ones from their previous owners.</summary>
    public static NodeStatus Active { get; } = new(NodeStatusKind.Active);

    /// <summary>A new member that fetches the metadata of every certified blob.</summary>
    public static NodeStatus RecoverMetadata { get; } = new(NodeStatusKind.RecoverMetadata);

    /// <summary>Behind by two epochs or more: applies events, starts no transfers, signs nothing.</summary>
    public static NodeStatus RecoveryCatchUp { get; } = new(NodeStatusKind.RecoveryCatchUp);

    /// <summary>As <see cref="RecoveryCatchUp"/>, from events that do not begin where the node left off, because the older ones have expired.</summary>
    public static NodeStatus IncompleteCatchUp { get; } = new(NodeStatusKind.IncompleteCatchUp);

    /// <summary>Which status it is.</summary>
    public NodeStatusKind Kind { get; }

    /// <summary>Blobs certified before this epoch are being recovered; null in every other status.</summary>
    public Epoch? Target { get; }

    /// <summary>A continuing member that missed epochs, and repairs what was certified before <paramref name="target"/> blob by blob.</summary>
    public static NodeStatus RecoveryInProgress(Epoch target) => new(NodeStatusKind.RecoveryInProgress, target);

    /// <summary>What follows when a node has caught up with the ledger.</summary>
    /// <param name="node">Its id.</param>
    /// <param name="previous">The committee of the epoch before; null before the first.</param>
    /// <param name="current">The committee of the current epoch.</param>
    public static NodeStatus CaughtUp(ObjectId node, Committee? previous, Committee current)
    {
        ArgumentNullException.ThrowIfNull(current);
        if (current.Find(node) is null)
            return Standby;
        return previous?.Find(node) is null ? RecoverMetadata : RecoveryInProgress(current.Epoch);
    }

    /// <summary>Moves on to <paramref name="next"/>.</summary>
    /// <exception cref="IllegalNodeStatusException">That cannot follow.</exception>
    public NodeStatus Become(NodeStatus next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Kind.MayBecome(next.Kind) ? next : throw new IllegalNodeStatusException(Kind, next.Kind);
    }
}
