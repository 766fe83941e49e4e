using System.Text.Json;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Committees;

public sealed class WeightedVotesTests
{
    private const string Topic = "price-capacity-votes";

    public static TheoryData<string> Prices => Vectors.Ids(Topic, "price");

    public static TheoryData<string> Capacities => Vectors.Ids(Topic, "capacity");

    public static TheoryData<string> SystemCapacities => Vectors.Ids(Topic, "systemCapacity");

    [Theory, MemberData(nameof(Prices))]
    public void A_price_has_a_quorum_at_or_below(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        Assert.Equal(vector.Expect.U64("value"), WeightedVotes.Price(Votes(vector), vector.Given.Int("n")));
        Assert.Equal(vector.Expect.U64("value"), WeightedVotes.Price(Votes(vector).Reverse(), vector.Given.Int("n")));
    }

    [Theory, MemberData(nameof(Capacities))]
    public void A_capacity_has_a_quorum_at_or_above(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        Assert.Equal(vector.Expect.U64("value"), WeightedVotes.Capacity(Votes(vector), vector.Given.Int("n")));
    }

    [Theory, MemberData(nameof(SystemCapacities))]
    public void What_is_sold_bounds_capacity_from_below(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        int shards = vector.Given.Int("nShards");
        ulong voted = WeightedVotes.Capacity(
            vector.Given.GetProperty("members").EnumerateArray().Select(member => new WeightedVote(
                WeightedVotes.WholeSystem(member.U64("nodeCapacity"), member.Int("weight"), shards), member.Int("weight"))),
            shards);
        Assert.Equal(vector.Expect.U64("votedCapacity"), voted);
        Assert.Equal(vector.Expect.U64("totalCapacity"), EpochChange.TotalCapacity(voted, vector.Given.U64("usedCapacityNextEpoch")));
    }

    [Fact]
    public void Prices_follow_votes_at_once()
    {
        VectorCase vector = Vectors.Case(Topic, "prices-immediate");
        RuleBench bench = new(shards: 1000);
        bench.SetCommittee(1, Enumerable.Range(1, 10).Select(node => ((ulong)node, 100)));
        for (ulong node = 1; node <= 10; node++)
            bench.State.Nodes.Set(Make.Id(node), Make.StorageNode(node, new NodeVotes(10_000, 20_000, 0, 1)));
        JsonElement[] expected = [.. vector.Expect.GetProperty("afterEachStep").EnumerateArray()];
        int step = 0;
        foreach (JsonElement change in vector.Given.GetProperty("steps").EnumerateArray())
        {
            foreach (JsonElement node in change.GetProperty("nodes").EnumerateArray())
                SetVote(bench, Make.Id(node.U64()), change.Text("what"), change.U64("vote"));
            AssertPrices(expected[step++], bench);
        }

        // The last line is after the next change of epochs, which recomputes from the same votes.
        AssertPrices(expected[step], bench);
        Assert.Equal(expected.Length, step + 1);
    }

    private static void SetVote(RuleBench bench, Core.Identifiers.ObjectId id, string what, ulong vote)
    {
        StorageNode node = bench.State.Nodes.Find(id)!;
        NodeVotes votes = what == "storage" ? node.Votes with { StoragePrice = vote } : node.Votes with { WritePrice = vote };
        bench.State.Nodes.Set(id, node with { Votes = votes });
    }

    private static void AssertPrices(JsonElement expected, RuleBench bench)
    {
        EpochChange.UpdatePrices(bench.State, static _ => { });
        Assert.Equal(expected.U64("storagePrice"), bench.State.System.Value.Prices.Storage);
        Assert.Equal(expected.U64("writePrice"), bench.State.System.Value.Prices.Write);
    }

    private static IEnumerable<WeightedVote> Votes(VectorCase vector) =>
        vector.Given.GetProperty("votes").EnumerateArray().Select(vote => new WeightedVote(vote[0].U64(), vote[1].GetInt32()));
}
