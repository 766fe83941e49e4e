using Walrus.Core.Identifiers;

namespace Walrus.Grains.Nodes;

internal enum NodeStatusKind : byte { Standby, RecoverMetadata, RecoveryCatchUp, RecoveryInProgress, Active }

internal readonly record struct NodeStatus(NodeStatusKind Kind, Epoch Epoch)
{
    public override string ToString() => Kind == NodeStatusKind.RecoveryInProgress ? $"RecoveryInProgress ({Epoch})" : Kind.ToString();
}
