using System.Numerics;
using CsCheck;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Challenges;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Challenges;

public sealed class ChallengeSelectionTests
{
    private static readonly Gen<Bytes32> _ids = Gen.Byte.Array[32].Select(static bytes => new Bytes32(bytes));

    [Fact]
    public void A_selection_is_what_lies_less_than_the_length_behind_a_start() =>
        Gen.Select(_ids, Gen.Int[0, 60], Gen.Int[1, 12]).Sample((seed, count, windows) =>
        {
            BlobId[] eligible = [.. Enumerable.Range(0, count).Select(static k => Make.Blob((ulong)k + 1, 1)).Order()];
            ChallengeSelection selection = new(new ChallengeSeed(seed), new Epoch(3), new ChallengeLane(1), windows);
            Assert.Equal(eligible.Where(blob => IsChallenged(blob, selection, eligible.Length)), selection.Of(eligible));
        });

    [Fact]
    public void A_window_holds_as_many_ids_as_it_is_long() =>
        Gen.Select(_ids, _ids, Gen.ULong[1, 1_000_000]).Sample((start, id, eligible) =>
        {
            BigInteger length = ChallengeWindow.LengthFor(eligible);
            Assert.Equal(Distance(id, start) < length, ChallengeWindow.From(start, length).Contains(id));
            Assert.Equal(length - 1, Distance(ChallengeWindow.From(start, length).Last, start));
        });

    [Theory]
    [InlineData(0, 16)]
    [InlineData(1600, 16)]
    [InlineData(1601, 17)]
    [InlineData(102_400, 1024)]
    [InlineData(ulong.MaxValue, 1024)]
    public void Small_networks_lay_fewer_windows(ulong eligible, int windows) =>
        Assert.Equal(windows, ChallengeWindow.CountFor(eligible, most: 1024));

    [Fact]
    public void Blobs_out_of_order_are_refused()
    {
        ChallengeSelection selection = new(new ChallengeSeed(default), new Epoch(1), new ChallengeLane(0), 1);
        BlobId blob = Make.Blob(1, 1);
        Assert.Throws<ArgumentException>(() => selection.Of([blob, blob]));
    }

    [Fact]
    public void Shards_share_lanes()
    {
        Assert.Equal(new ChallengeLane(0), ChallengeLane.Of(new ShardIndex(999), 1));
        Assert.Equal(new ChallengeLane(2), ChallengeLane.Of(new ShardIndex(12), 10));
    }

    [Fact]
    public void A_seed_depends_on_the_chain_and_on_every_nonce()
    {
        Bytes32[] parts = [Make.Bytes(1), Make.Bytes(2), Make.Bytes(3)];
        ChallengeSeed seed = ChallengeSeed.Of(parts[0], parts[1..]);
        Assert.Equal(Blake2b256.Hash(parts.SelectMany(static part => part.ToArray()).ToArray()), seed.Bytes);
        Assert.Equal(Blake2b256.Hash(seed.Bytes.ToArray()), seed.ComputeHash());
        Assert.NotEqual(seed, ChallengeSeed.Of(parts[0], [parts[2], parts[1]]));
    }

    [Fact]
    public void More_than_all_shards_cannot_be_proven()
    {
        ProvenShare boaster = new(new RewardShare(Make.Id(1), 10, 0), 11);
        Assert.Throws<ArgumentOutOfRangeException>(() => ChallengeForfeiture.Of(1000, 1000, [boaster]));
        Assert.True(ChallengeStrength.IsFailing(4, 9));
        Assert.False(ChallengeStrength.IsFailing(5, 10));
    }

    private static bool IsChallenged(BlobId blob, ChallengeSelection selection, int eligible) => Enumerable.Range(0, selection.Windows).Any(i =>
        Distance(blob.Bytes, selection.Seed.WindowStart(selection.Epoch, selection.Lane, (uint)i)) < ChallengeWindow.LengthFor((ulong)eligible));

    private static BigInteger Distance(Bytes32 id, Bytes32 start)
    {
        BigInteger ring = BigInteger.One << 256;
        return (Number(id) - Number(start) + ring) % ring;
    }

    private static BigInteger Number(Bytes32 bytes) => new(bytes.ToArray(), isUnsigned: true, isBigEndian: true);
}
