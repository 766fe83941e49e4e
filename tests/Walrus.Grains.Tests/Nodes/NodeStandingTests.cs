using Walrus.Core.Identifiers;
using Walrus.Grains.Nodes;
using Walrus.Ledger.Nodes;

namespace Walrus.Grains.Tests.Nodes;

/// <summary>A node's status follows from its memberships, from how long it was away and from its store (control plane 5.5).</summary>
public sealed class NodeStandingTests
{
    private readonly NodeMemory _memory = new();
    private readonly NodeStanding _standing;

    public NodeStandingTests() => _standing = new NodeStanding(() => _memory);

    [Fact]
    public void A_node_that_joins_fetches_metadata_first()
    {
        Enter(1, wasMember: false, isMember: false);
        Assert.Equal("Standby", _standing.Text);
        Enter(2, wasMember: false, isMember: true);
        Assert.Equal("RecoverMetadata", _standing.Text);
        Assert.True(_standing.HaveMetadata());
        Assert.Equal("Active", _standing.Text);
        Assert.False(_standing.HaveMetadata());
        Enter(3, wasMember: true, isMember: true);
        Assert.Equal("Active", _standing.Text);
        Enter(4, wasMember: true, isMember: false);
        Assert.Equal("Standby", _standing.Text);
    }

    [Theory]
    [InlineData(true, true, "RecoveryInProgress (5)")]
    [InlineData(false, true, "RecoverMetadata")]
    [InlineData(true, false, "Standby")]
    public void Who_missed_two_epochs_goes_on_by_its_membership(bool wasMember, bool isMember, string status)
    {
        Enter(3, wasMember: true, isMember: true);
        Enter(5, wasMember, isMember);
        Assert.Equal(status, _standing.Text);
    }

    [Fact]
    public void A_recovery_aims_at_later_epochs_until_it_is_done()
    {
        Enter(1, wasMember: true, isMember: true);
        Enter(3, wasMember: true, isMember: true);
        Enter(4, wasMember: true, isMember: true);
        Assert.Equal("RecoveryInProgress (4)", _standing.Text);
        Assert.True(_standing.Recover());
        Assert.False(_standing.Recover());
        Assert.Equal("Active", _standing.Text);
    }

    [Fact]
    public void A_lost_store_is_recovered_blob_by_blob()
    {
        Enter(4, wasMember: true, isMember: true);
        _standing.HaveMetadata();
        Enter(4, wasMember: true, isMember: true, lostStore: true);
        Assert.Equal("RecoveryInProgress (4)", _standing.Text);
    }

    [Fact]
    public void Entering_an_epoch_again_after_a_restart_changes_nothing()
    {
        Enter(1, wasMember: false, isMember: true);
        _standing.HaveMetadata();
        Enter(1, wasMember: false, isMember: true);
        Assert.Equal("Active", _standing.Text);
    }

    private void Enter(uint epoch, bool wasMember, bool isMember, bool lostStore = false)
    {
        ShardIndex[] shards = [new(3)];
        NodeStatus caughtUp = !isMember ? NodeStatus.Standby : wasMember ? NodeStatus.RecoveryInProgress(new Epoch(epoch)) : NodeStatus.RecoverMetadata;
        _standing.Enter(new NodeEpoch(new Epoch(epoch), ShardPlan.Of(wasMember ? shards : [], isMember ? shards : [], []), caughtUp), lostStore);
    }
}
