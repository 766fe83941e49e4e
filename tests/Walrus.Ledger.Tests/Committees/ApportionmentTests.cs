using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Committees;

public sealed class ApportionmentTests
{
    private const string Topic = "apportionment";

    public static TheoryData<string> Plain => Vectors.Ids(Topic, "apportion");

    public static TheoryData<string> Large => Vectors.Ids(Topic, "largeScale");

    public static TheoryData<string> Caps => Vectors.Ids(Topic, "cap");

    [Theory, MemberData(nameof(Plain))]
    public void Shards_follow_stakes(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        ulong[] stakes = [.. vector.Given.GetProperty("stakes").EnumerateArray().Select(stake => stake.U64())];
        int shards = vector.Given.Int("nShards");
        if (vector.Abort is { } abort)
            Assert.Equal(abort, Assert.Throws<LedgerException>(() => Apportionment.Apportion(stakes, shards)).Reason);
        else
            Assert.Equal(vector.Expect.GetProperty("shards").EnumerateArray().Select(count => count.GetInt32()), Apportionment.Apportion(stakes, shards));
    }

    [Theory, MemberData(nameof(Large))]
    public void Large_sets_are_apportioned(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        UInt128 total = vector.Given.U64("totalStake");
        ulong[] stakes = [.. vector.Given.GetProperty("stakeGroups").EnumerateArray().SelectMany(group =>
            Enumerable.Repeat((ulong)(total * group.U64("basisPoints") / 10_000), group.Int("count")))];
        int[] expected = [.. vector.Expect.GetProperty("shardRuns").EnumerateArray().SelectMany(run =>
            Enumerable.Repeat(run.Int("shards"), run.Int("count")))];
        Assert.Equal(expected, Apportionment.Apportion(stakes, vector.Given.Int("nShards")));
        Assert.Equal(vector.Expect.Int("total"), expected.Sum());
        Assert.Equal(vector.Expect.Int("nodesWithShards"), expected.Count(count => count > 0));
    }

    [Theory, MemberData(nameof(Caps))]
    public void A_node_is_capped(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        Assert.Equal(vector.Expect.Int("maxShardsPerNode"), Apportionment.Cap(vector.Given.Int("nNodes"), vector.Given.Int("nShards")));
    }
}
