using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Challenges;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Challenges;

public sealed class ChallengeVectorTests
{
    private const string Topic = "challenge-sampling";

    public static TheoryData<string> Starts => Vectors.Ids(Topic, "window");

    public static TheoryData<string> Lengths => Vectors.Ids(Topic, "windowLength");

    public static TheoryData<string> Selections => Vectors.Ids(Topic, "selection");

    public static TheoryData<string> Probabilities => Vectors.Ids(Topic, "passProbability");

    public static TheoryData<string> Thresholds => Vectors.Ids(Topic, "thresholds");

    public static TheoryData<string> Forfeitures => Vectors.Ids(Topic, "forfeiture");

    [Fact]
    public void Every_case_is_of_a_kind_that_is_tested() => Assert.Equal(
        Vectors.Load(Topic).Count,
        Starts.Count + Lengths.Count + Selections.Count + Probabilities.Count + Thresholds.Count + Forfeitures.Count);

    [Theory, MemberData(nameof(Starts))]
    public void Windows_begin_where_the_seed_says(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        Bytes32 start = Seed(vector).WindowStart(EpochOf(vector), LaneOf(vector), (uint)vector.Given.U64("index"));
        Assert.Equal(vector.Expect.Text("startHex"), start.ToString());
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Windows_span_the_ring_in_equal_parts(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        BigInteger length = ChallengeWindow.LengthFor(vector.Given.U64("eligibleBlobs"));
        Assert.Equal(vector.Expect.Text("lengthHex"), length.ToString("x", CultureInfo.InvariantCulture).TrimStart('0'));
    }

    [Theory, MemberData(nameof(Selections))]
    public void Blobs_in_a_window_are_challenged(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        BlobId[] blobs = [.. Enumerable.Range(0, vector.Given.Int("eligibleCount"))
            .Select(static k => new BlobId(Blake2b256.Hash(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"blob-{k}")))))];
        ChallengeSelection selection = new(Seed(vector), EpochOf(vector), LaneOf(vector), vector.Given.Int("windows"));
        IReadOnlyList<BlobId> challenged = selection.Of([.. blobs.Order()]);
        Assert.Equal(challenged.Order(), challenged);
        Assert.Equal(
            vector.Expect.GetProperty("challenged").EnumerateArray().Select(static k => k.GetInt32()),
            challenged.Select(blob => Array.IndexOf(blobs, blob)).Order());
    }

    [Theory, MemberData(nameof(Probabilities))]
    public void Who_dropped_blobs_hardly_passes(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        Assert.Equal(
            vector.Expect.GetProperty("log10PassProbability").GetDouble(),
            ChallengeStrength.Log10PassProbability(vector.Given.GetProperty("heldFraction").GetDouble(), vector.Given.Int("windows")),
            tolerance: 0.0001);
    }

    [Theory, MemberData(nameof(Thresholds))]
    public void More_symbols_are_needed_than_are_in_reach(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        ChallengeStrength expected = new(
            vector.Expect.Int("freezeAckWeight"), vector.Expect.Int("certificateWeight"),
            vector.Expect.Int("symbolsNeededToRebuildPrimarySliver"), vector.Expect.Int("maxSymbolsReachableByAdversary"));
        Assert.Equal(expected, ChallengeStrength.Of(vector.Given.Int("nShards")));
        Assert.True(expected.SymbolsInReach < expected.SymbolsToRebuild);
    }

    [Theory, MemberData(nameof(Forfeitures))]
    public void The_part_of_unproven_shards_is_burned(string id)
    {
        VectorCase vector = Vectors.Case(Topic, id);
        ulong bucket = vector.Given.U64("bucket");
        ChallengeForfeiture split = ChallengeForfeiture.Of(bucket, vector.Given.U64("usedCapacity"), [.. Members(vector.Given)]);
        Assert.Equal(vector.Expect.U64("burned"), split.Burned);
        Assert.Equal(vector.Expect.GetProperty("paid").EnumerateArray().Select(static paid => paid.U64()), split.Paid);
        Assert.Equal(vector.Expect.U64("forfeited"), split.Forfeited);
        Assert.Equal(vector.Expect.U64("carriedOver"), split.Carried);
        Assert.Equal(bucket, split.Paid.Aggregate(split.Burned + split.Forfeited + split.Carried, static (sum, paid) => sum + paid));
    }

    private static IEnumerable<ProvenShare> Members(JsonElement given) => given.GetProperty("members").EnumerateArray().Select(static (member, index) =>
        new ProvenShare(new RewardShare(Make.Id((ulong)index + 1), member.Int("weight"), member.U64("denyListSize")), member.Int("proven")));

    private static ChallengeSeed Seed(VectorCase vector) => new(new Bytes32(Convert.FromHexString(vector.Given.Text("seedHex"))));

    private static Epoch EpochOf(VectorCase vector) => new((uint)vector.Given.U64("epoch"));

    private static ChallengeLane LaneOf(VectorCase vector) => new((ushort)vector.Given.U64("lane"));
}
