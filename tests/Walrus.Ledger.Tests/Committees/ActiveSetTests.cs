using CsCheck;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Committees;

public sealed class ActiveSetTests
{
    private const string Topic = "active-set";

    public static TheoryData<string> All => Vectors.Ids(Topic);

    [Theory, MemberData(nameof(All))]
    public void Candidates_come_and_go(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        ActiveSet set = ActiveSet.Empty;
        List<bool> results = [];
        foreach (System.Text.Json.JsonElement op in vector.Given.GetProperty("ops").EnumerateArray())
        {
            ObjectId node = Make.Id(op[0].U64());
            set = set.With(node, op[1].U64(), vector.Given.U64("threshold"), vector.Given.Int("maxSize"));
            results.Add(set.Contains(node));
        }

        Assert.Equal(vector.Expect.GetProperty("results").EnumerateArray().Select(result => result.GetBoolean()), results);
        Assert.Equal(vector.Expect.GetProperty("order").EnumerateArray().Select(node => Make.Id(node.U64())), set.Entries.Select(entry => entry.Node));
        Assert.Equal(vector.Expect.GetProperty("stakes").EnumerateArray().Select(stake => stake.U64()), set.Entries.Select(entry => entry.Stake));
        Assert.Equal(vector.Expect.U64("totalStake"), set.TotalStake);
    }

    [Fact]
    public void The_set_stays_within_its_bounds() => Gen.Select(Gen.ULong[0, 12], Gen.ULong[0, 20]).Array[0, 60].Sample(ops =>
    {
        ActiveSet set = ActiveSet.Empty;
        foreach ((ulong node, ulong stake) in ops)
        {
            set = set.With(Make.Id(node), stake, minStake: 3, maxSize: 5);
            Assert.True(set.Entries.Length <= 5);
            Assert.True(set.Entries.All(entry => entry.Stake >= 3));
            Assert.Equal(set.Entries.Length, set.Entries.Select(entry => entry.Node).Distinct().Count());
        }
    });
}
