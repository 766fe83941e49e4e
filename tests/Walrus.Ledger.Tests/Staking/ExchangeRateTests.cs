using System.Text.Json;
using CsCheck;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Staking;

public sealed class ExchangeRateTests
{
    private const string Topic = "exchange-rate";

    public static TheoryData<string> All => Vectors.Ids(Topic);

    [Theory, MemberData(nameof(All))]
    public void Conversions_round_down(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        JsonElement given = vector.Given;
        switch (vector.Kind)
        {
            case "new" when vector.Abort is { } abort:
                Assert.Equal(abort, Assert.Throws<LedgerException>(() => ExchangeRate.Of(given.U64("wal"), given.U64("shares"))).Reason);
                break;
            case "new":
                Assert.Equal(Rate(vector.Expect.GetProperty("rate")), ExchangeRate.Of(given.U64("wal"), given.U64("shares")));
                break;
            case "toShares":
                Assert.Equal(vector.Expect.U64("shares"), Rate(given.GetProperty("rate")).ToShares(given.U64("wal")));
                break;
            case "toWal":
                Assert.Equal(vector.Expect.U64("wal"), Rate(given.GetProperty("rate")).ToWal(given.U64("shares")));
                break;
            case "rewards":
                Assert.Equal(vector.Expect.U64("rewards"), ExchangeRate.Rewards(
                    given.U64("principal"), Rate(given.GetProperty("rateAtActivation")), Rate(given.GetProperty("rateAtWithdraw"))));
                break;
            default:
                Assert.Fail(vector.Kind);
                break;
        }
    }

    [Fact]
    public void Nothing_is_won_by_converting_there_and_back() => Gen.Select(Gen.ULong[1, 5_000_000_000_000_000_000], Gen.ULong, Gen.ULong)
        .Sample((wal, shares, amount) =>
        {
            ExchangeRate rate = ExchangeRate.Of(wal, shares % wal);
            ulong held = amount % (wal + 1);
            Assert.True(rate.ToWal(rate.ToShares(held)) <= held);
        });

    private static ExchangeRate Rate(JsonElement pair) =>
        pair.ValueKind == JsonValueKind.Null ? ExchangeRate.Flat : ExchangeRate.Of(pair[0].U64(), pair[1].U64());
}
