using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Events;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Epochs;

public sealed class BucketSplitTests
{
    public static TheoryData<string> Splits => Vectors.Ids("reward-split", "split");

    public static TheoryData<string> Burns => Vectors.Ids("token", "epochBurn");

    [Theory, MemberData(nameof(Splits))]
    public void A_bucket_is_burned_paid_and_carried(string id)
    {
        VectorCase vector = Vectors.Case("reward-split", id);
        BucketSplit split = BucketSplit.Of(
            vector.Given.U64("bucket"),
            vector.Given.U64("usedCapacity"),
            [.. vector.Given.GetProperty("members").EnumerateArray().Select(member =>
                new RewardShare(Make.Id(member.U64("id")), member.Int("weight"), member.U64("denyListSize")))]);
        Assert.Equal(vector.Expect.U64("burned"), split.Burned);
        Assert.Equal(vector.Expect.GetProperty("rewards").EnumerateArray().Select(reward => reward.U64()), split.Rewards);
        Assert.Equal(vector.Expect.U64("carriedOver"), split.Carried);
    }

    [Theory, MemberData(nameof(Splits))]
    public void The_change_of_epochs_brings_each_part_to_its_pool(string id)
    {
        VectorCase vector = Vectors.Case("reward-split", id);
        JsonElement[] members = [.. vector.Given.GetProperty("members").EnumerateArray()];
        RuleBench bench = new(shards: members.Sum(member => member.Int("weight")), epoch: 1);
        foreach (JsonElement member in members)
            AddMember(bench, member);
        bench.SetCommittee(1, members.Select(member => (member.U64("id"), member.Int("weight"))));
        bench.TakeFromUser(vector.Given.U64("bucket"));
        SystemState system = bench.State.System.Value;
        FutureAccounting ring = system.Ring.Add(new Epoch(1), new Epoch(2), vector.Given.U64("usedCapacity"), vector.Given.U64("bucket"));
        bench.State.System.Value = system with { Ring = ring };
        EpochState epochs = bench.State.Epochs.Value;
        Committee next = new(new Epoch(2), epochs.Current.Members);
        bench.State.Epochs.Value = epochs with { Phase = EpochPhase.Done(0).Selected(), Next = next };
        bench.NowMs = 1000;
        EpochRewardsPaid paid = bench.Run(new InitiateEpochChange()).Events.Select(item => item.Body).OfType<EpochRewardsPaid>().Single();
        Assert.Equal((vector.Expect.U64("burned"), vector.Expect.U64("carriedOver")), (paid.Burned, paid.Carried));
        Assert.Equal(vector.Expect.U64("carriedOver"), bench.State.System.Value.Ring.Entries[0].Rewards);
        Assert.Equal(
            vector.Expect.GetProperty("rewards").EnumerateArray().Select(reward => reward.U64()),
            members.Select(member => bench.State.Pools.Find(Make.Id(member.U64("id")))!.RewardsPool));
    }

    private static void AddMember(RuleBench bench, JsonElement member)
    {
        StorageNode node = Make.StorageNode(member.U64("id"), new NodeVotes(1, 1, 0, 1)) with { DenyListSize = member.U64("denyListSize") };
        bench.AddNodes(node);
        StakeMoment before = new(new Epoch(0), Selected: false, InCurrent: false, InNext: false);
        StakingPool pool = StakingPool.Create(before.Epoch, selected: false, commissionBp: 0).Stake(before, StakingPool.MinStake);
        bench.State.Pools.Set(node.Id, pool.Advance(new Epoch(1), 0));
    }

    [Theory, MemberData(nameof(Burns))]
    public void Three_percent_of_a_bucket_are_burned(string id)
    {
        VectorCase vector = Vectors.Case("token", id);
        ulong bucket = vector.Given.U64("bucket");
        Assert.Equal(vector.Expect.U64("burned"), BucketSplit.BurnOf(bucket));
        Assert.Equal(vector.Expect.U64("distributed"), bucket - BucketSplit.BurnOf(bucket));
    }
}
