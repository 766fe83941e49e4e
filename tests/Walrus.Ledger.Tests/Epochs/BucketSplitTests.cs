using Walrus.Ledger.Epochs;
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

    [Theory, MemberData(nameof(Burns))]
    public void Three_percent_of_a_bucket_are_burned(string id)
    {
        VectorCase vector = Vectors.Case("token", id);
        ulong bucket = vector.Given.U64("bucket");
        Assert.Equal(vector.Expect.U64("burned"), BucketSplit.BurnOf(bucket));
        Assert.Equal(vector.Expect.U64("distributed"), bucket - BucketSplit.BurnOf(bucket));
    }
}
