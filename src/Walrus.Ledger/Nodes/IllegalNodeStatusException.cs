using Walrus.Core;

namespace Walrus.Ledger.Nodes;

/// <summary>A node's status cannot follow the one before it (control plane 5.5).</summary>
public sealed class IllegalNodeStatusException(NodeStatusKind from, NodeStatusKind to)
    : ProtocolException($"A node cannot go from {from} to {to}.")
{
    /// <summary>The status it has.</summary>
    public NodeStatusKind From { get; } = from;

    /// <summary>The status it was to take.</summary>
    public NodeStatusKind To { get; } = to;
}
