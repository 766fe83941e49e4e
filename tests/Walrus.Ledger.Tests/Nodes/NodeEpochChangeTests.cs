using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Nodes;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Nodes;

public sealed class NodeEpochChangeTests
{
    private const string Topic = "node-epoch-change";

    public static TheoryData<string> Plans => Vectors.Ids(Topic, "shardDiff");

    public static TheoryData<string> Reads => Vectors.Ids(Topic, "readCommittee");

    public static TheoryData<string> Transitions => Vectors.Ids(Topic, "statusTransition");

    public static TheoryData<string> Owners => Vectors.Ids(Topic, "attestationOwner");

    [Fact]
    public void Every_case_is_of_a_kind_that_is_tested() =>
        Assert.Equal(Vectors.Load(Topic).Count, Plans.Count + Reads.Count + Transitions.Count + Owners.Count);

    [Theory, MemberData(nameof(Plans))]
    public void A_change_of_epoch_asks_for_shards(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        ShardPlan plan = ShardPlan.Of(Shards(vector.Given, "previous"), Shards(vector.Given, "current"), Shards(vector.Given, "stored"));
        Assert.Equal(Shards(vector.Expect, "owned"), plan.Owned);
        Assert.Equal(Shards(vector.Expect, "gained"), plan.Gained);
        Assert.Equal(Shards(vector.Expect, "lock"), plan.Lost);
        Assert.Equal(Shards(vector.Expect, "remove"), plan.Old);
        Assert.Equal(plan.Owned.Except(plan.Gained), plan.Kept);
    }

    [Theory, MemberData(nameof(Plans))]
    public void A_plan_is_the_difference_of_two_committees(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        ShardIndex[] stored = Shards(vector.Given, "stored");
        ShardPlan plan = ShardPlan.Of(
            Make.Id(1), CommitteeWith(4, Shards(vector.Given, "previous")), CommitteeWith(5, Shards(vector.Given, "current")), stored);
        Assert.Equal(Shards(vector.Expect, "gained"), plan.Gained);
        Assert.Equal(Shards(vector.Expect, "lock"), plan.Lost);
        Assert.Equal(Shards(vector.Expect, "remove"), plan.Old);
        Assert.Equal(stored, ShardPlan.Of(Make.Id(1), null, CommitteeWith(5, stored), stored).Gained);
    }

    [Theory, MemberData(nameof(Reads))]
    public void A_reader_asks_the_committee_that_holds_the_blob(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        EpochPhaseKind[] phases = vector.Given.GetProperty("transitioning").GetBoolean()
            ? [EpochPhaseKind.ChangeSync]
            : [EpochPhaseKind.ChangeDone, EpochPhaseKind.NextSelected];
        string? expected = vector.Expect.GetProperty("committee").GetString();
        foreach (EpochPhaseKind phase in phases)
        {
            ReadingCommittee? committee = ReadingRules.CommitteeFor(
                new Epoch((uint)vector.Given.U64("certifiedEpoch")), new Epoch((uint)vector.Given.U64("currentEpoch")), phase);
            Assert.Equal(expected, committee?.ToString(), ignoreCase: true);
        }
    }

    [Theory, MemberData(nameof(Transitions))]
    public void A_node_goes_from_status_to_status(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        NodeStatus from = Status(vector.Given.Text("from"));
        NodeStatus to = Status(vector.Given.Text("to"));
        if (vector.Expect.GetProperty("legal").GetBoolean())
            Assert.Equal(to, from.Become(to));
        else
            Assert.Equal((from.Kind, to.Kind), Refused(from, to));
        Assert.Equal(from, from.Become(from));
    }

    [Theory, MemberData(nameof(Owners))]
    public void One_part_of_a_node_attests(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        int gained = vector.Given.Int("gained");
        ShardIndex[] kept = [new ShardIndex(99)];
        ShardIndex[] owned = vector.Given.GetProperty("inCurrent").GetBoolean()
            ? [.. Enumerable.Range(0, gained).Select(static shard => new ShardIndex(shard)), .. kept]
            : [];
        NodeStatusKind status = vector.Given.GetProperty("recovering").GetBoolean() ? NodeStatusKind.RecoveryInProgress
            : vector.Given.GetProperty("recoverMetadata").GetBoolean() ? NodeStatusKind.RecoverMetadata
            : NodeStatusKind.Active;
        AttestationOwner owner = AttestationRules.OwnerOf(
            status, ShardPlan.Of(kept, owned, kept), vector.Given.GetProperty("ongoingSyncs").GetBoolean());
        Assert.Equal(vector.Expect.Text("owner"), owner.ToString(), ignoreCase: true);
    }

    private static ShardIndex[] Shards(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(shard => new ShardIndex(shard.GetInt32()))];

    private static Committee CommitteeWith(uint epoch, ShardIndex[] shards) => new(
        new Epoch(epoch), shards.Length == 0 ? [] : [new CommitteeMember(Make.Id(1), Make.Key(1), [.. shards])]);

    private static NodeStatus Status(string name) => name switch
    {
        "Standby" => NodeStatus.Standby,
        "Active" => NodeStatus.Active,
        "RecoverMetadata" => NodeStatus.RecoverMetadata,
        "CatchUp" => NodeStatus.RecoveryCatchUp,
        "RecoveryInProgress" => NodeStatus.RecoveryInProgress(new Epoch(7)),
        _ => throw new ArgumentException($"{name} is no status.", nameof(name)),
    };

    private static (NodeStatusKind From, NodeStatusKind To) Refused(NodeStatus from, NodeStatus to)
    {
        IllegalNodeStatusException refusal = Assert.Throws<IllegalNodeStatusException>(() => from.Become(to));
        return (refusal.From, refusal.To);
    }
}
