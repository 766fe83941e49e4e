using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Nodes;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Nodes;

/// <summary>What the vectors do not say of a node's status (control plane 5.5).</summary>
public sealed class NodeStatusTests
{
    private static readonly ObjectId _node = Make.Id(1);

    [Fact]
    public void Only_the_transitions_of_the_table_are_legal()
    {
        (NodeStatusKind, NodeStatusKind)[] legal =
        [
            (NodeStatusKind.Standby, NodeStatusKind.RecoverMetadata),
            (NodeStatusKind.Standby, NodeStatusKind.RecoveryCatchUp),
            (NodeStatusKind.Standby, NodeStatusKind.IncompleteCatchUp),
            (NodeStatusKind.Active, NodeStatusKind.RecoveryCatchUp),
            (NodeStatusKind.Active, NodeStatusKind.Standby),
            (NodeStatusKind.RecoverMetadata, NodeStatusKind.RecoveryCatchUp),
            (NodeStatusKind.RecoverMetadata, NodeStatusKind.Active),
            (NodeStatusKind.RecoverMetadata, NodeStatusKind.Standby),
            (NodeStatusKind.RecoveryInProgress, NodeStatusKind.RecoveryCatchUp),
            (NodeStatusKind.RecoveryInProgress, NodeStatusKind.Active),
            (NodeStatusKind.RecoveryInProgress, NodeStatusKind.Standby),
            (NodeStatusKind.RecoveryCatchUp, NodeStatusKind.Standby),
            (NodeStatusKind.RecoveryCatchUp, NodeStatusKind.RecoverMetadata),
            (NodeStatusKind.RecoveryCatchUp, NodeStatusKind.RecoveryInProgress),
            (NodeStatusKind.IncompleteCatchUp, NodeStatusKind.Standby),
            (NodeStatusKind.IncompleteCatchUp, NodeStatusKind.RecoverMetadata),
            (NodeStatusKind.IncompleteCatchUp, NodeStatusKind.RecoveryInProgress),
        ];
        NodeStatusKind[] kinds = Enum.GetValues<NodeStatusKind>();
        Assert.Equal(
            legal.Concat(kinds.Select(static kind => (kind, kind))).Order(),
            kinds.SelectMany(from => kinds.Select(to => (from, to))).Where(static pair => pair.from.MayBecome(pair.to)).Order());
    }

    [Fact]
    public void A_recovery_may_aim_at_a_later_epoch() =>
        Assert.Equal(new Epoch(9), NodeStatus.RecoveryInProgress(new Epoch(7)).Become(NodeStatus.RecoveryInProgress(new Epoch(9))).Target);

    [Fact]
    public void Who_has_caught_up_goes_on_by_its_membership()
    {
        Committee without = Of(4, Make.Id(2));
        Assert.Equal(NodeStatus.Standby, NodeStatus.CaughtUp(_node, Of(4, _node), Of(5, Make.Id(2))));
        Assert.Equal(NodeStatus.RecoverMetadata, NodeStatus.CaughtUp(_node, without, Of(5, _node)));
        Assert.Equal(NodeStatus.RecoverMetadata, NodeStatus.CaughtUp(_node, null, Of(5, _node)));
        Assert.Equal(NodeStatus.RecoveryInProgress(new Epoch(5)), NodeStatus.CaughtUp(_node, Of(4, _node), Of(5, _node)));
    }

    [Theory]
    [InlineData(NodeStatusKind.Standby, AttestationOwner.None)]
    [InlineData(NodeStatusKind.RecoveryCatchUp, AttestationOwner.None)]
    [InlineData(NodeStatusKind.IncompleteCatchUp, AttestationOwner.None)]
    [InlineData(NodeStatusKind.RecoverMetadata, AttestationOwner.ShardSync)]
    [InlineData(NodeStatusKind.Active, AttestationOwner.ShardSync)]
    [InlineData(NodeStatusKind.RecoveryInProgress, AttestationOwner.RecoveryTask)]
    public void A_node_that_catches_up_signs_nothing_and_earlier_syncs_go_first(NodeStatusKind status, AttestationOwner owner)
    {
        ImmutableArray<ShardIndex> shards = [new ShardIndex(3)];
        Assert.Equal(owner, AttestationRules.OwnerOf(status, ShardPlan.Of(shards, shards, shards), syncing: true));
    }

    private static Committee Of(uint epoch, ObjectId node) =>
        new(new Epoch(epoch), [new CommitteeMember(node, Make.Key(1), [new ShardIndex(0)])]);
}
