using CsCheck;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Tests.Hashing;

public class Blake2b256Tests
{
    public static TheoryData<int, string> Known => KnownDigests.ByLength;

    [Fact]
    public void The_digest_of_abc_is_known() => Assert.Equal(KnownDigests.Abc, Blake2b256.Hash("abc"u8).ToString());

    [Theory]
    [MemberData(nameof(Known))]
    public void Digests_of_many_lengths_are_known(int length, string digest) =>
        Assert.Equal(digest, Blake2b256.Hash(KnownDigests.Message(length)).ToString());

    [Fact]
    public void Every_length_up_to_300_is_known()
    {
        Blake2b256Hasher all = new();
        for (int length = 0; length <= 300; length++)
            all.Update(Blake2b256.Hash(KnownDigests.Message(length)).ToArray());
        Assert.Equal(KnownDigests.OfAllUpTo300, all.Finish().ToString());
    }

    [Fact]
    public void The_digest_goes_to_the_start_of_a_longer_span()
    {
        byte[] digest = new byte[40];
        Blake2b256.Hash("abc"u8, digest);
        Assert.Equal(KnownDigests.Abc, Convert.ToHexStringLower(digest[..32]));
        Assert.Equal(new byte[8], digest[32..]);
    }

    [Fact]
    public void A_short_span_for_the_digest_is_refused() =>
        Assert.Throws<ArgumentException>(() => Blake2b256.Hash("abc"u8, new byte[31]));

    [Fact]
    public void Pieces_of_any_size_hash_as_the_whole() =>
        Gen.Byte.Array[0, 400].Array[0, 6].Sample(pieces =>
        {
            Blake2b256Hasher hasher = new();
            foreach (byte[] piece in pieces)
                hasher.Update(piece);
            return hasher.Finish() == Blake2b256.Hash(pieces.SelectMany(p => p).ToArray());
        });

    [Fact]
    public void A_finished_hasher_begins_anew()
    {
        Blake2b256Hasher hasher = new();
        hasher.Update(KnownDigests.Message(500));
        Bytes32 first = hasher.Finish();
        hasher.Update(KnownDigests.Message(500));
        Assert.Equal(first, hasher.Finish());
        Assert.Equal(Blake2b256.Hash([]), hasher.Finish());
    }
}
