using System.Text.Json;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
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
        EpochZeroLedger ledger = new(shards: 1000, epochMs: 1000, epochZeroMs: 0);
        Dictionary<ulong, ObjectId> nodes = [];
        for (ulong number = 1; number <= 10; number++)
        {
            nodes[number] = ledger.Register(number, new NodeVotes(10_000, 20_000, 0, 1));
            ledger.Ok(new StakeWal(nodes[number], 1_000_000_000));
        }

        ledger.ChangeEpoch();
        Queue<JsonElement> expected = new(vector.Expect.GetProperty("afterEachStep").EnumerateArray());
        foreach (JsonElement change in vector.Given.GetProperty("steps").EnumerateArray())
        {
            foreach (JsonElement node in change.GetProperty("nodes").EnumerateArray())
                ledger.Ok(Vote(ledger, nodes[node.U64()], change.Text("what"), change.U64("vote")), new UpdatePrices());
            AssertPrices(expected.Dequeue(), ledger);
        }

        ledger.ChangeEpoch();
        AssertPrices(expected.Dequeue(), ledger);
        Assert.Empty(expected);
    }

    private static SetNodeVotes Vote(EpochZeroLedger ledger, ObjectId node, string what, ulong vote)
    {
        NodeVotes votes = ledger.State.Nodes.Find(node)!.Votes;
        return new SetNodeVotes(node, what == "storage" ? votes with { StoragePrice = vote } : votes with { WritePrice = vote });
    }

    private static void AssertPrices(JsonElement expected, EpochZeroLedger ledger)
    {
        Assert.Equal(expected.U64("storagePrice"), ledger.State.System.Value.Prices.Storage);
        Assert.Equal(expected.U64("writePrice"), ledger.State.System.Value.Prices.Write);
    }

    private static IEnumerable<WeightedVote> Votes(VectorCase vector) =>
        vector.Given.GetProperty("votes").EnumerateArray().Select(vote => new WeightedVote(vote[0].U64(), vote[1].GetInt32()));
}
