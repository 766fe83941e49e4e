using Walrus.Ledger.Committees;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Committees;

public sealed class FiatPriceVoteTests
{
    private const string Topic = "price-capacity-votes";

    public static TheoryData<string> All => Vectors.Ids(Topic, "usdPrice");

    [Theory, MemberData(nameof(All))]
    public void A_vote_follows_the_price_of_WAL(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        ulong vote = FiatPriceVote.Of(vector.Given.U64("targetNanoUsd"), vector.Given.GetProperty("walUsd").GetDecimal());
        Assert.Equal(vector.Expect.U64("priceFrost"), vote);
        bool submit = FiatPriceVote.IsWorthSubmitting(
            vector.Given.U64("currentVoteFrost"), vote, (uint)vector.Given.U64("thresholdPercent"));
        Assert.Equal(vector.Expect.GetProperty("submitUpdate").GetBoolean(), submit);
    }

    [Fact]
    public void A_vote_never_exceeds_the_supply()
    {
        Assert.Equal(Genesis.Supply, FiatPriceVote.Of(ulong.MaxValue, 0.000_000_000_000_000_000_000_000_1m));
        Assert.Equal(Genesis.Supply, FiatPriceVote.Of(ulong.MaxValue, 1m));
        Assert.Equal(1ul, FiatPriceVote.Of(1, 1_000_000_000m));
        Assert.Throws<ArgumentOutOfRangeException>(() => FiatPriceVote.Of(1, 0m));
    }

    [Fact]
    public void Every_kind_of_case_is_tested() => Assert.Equal(
        ["capacity", "price", "pricesFlow", "systemCapacity", "usdPrice"], Vectors.Load(Topic).Select(item => item.Kind).Distinct().Order());
}
