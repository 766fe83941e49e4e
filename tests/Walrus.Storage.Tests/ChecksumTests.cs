using CsCheck;

namespace Walrus.Storage.Tests;

/// <summary>CRC-32C with the examples of RFC 3720, appendix B.4.</summary>
public sealed class ChecksumTests
{
    [Fact]
    public void It_is_the_checksum_of_iSCSI()
    {
        Assert.Equal(0u, Checksum.Of([]));
        Assert.Equal(0xE3069283u, Checksum.Of("123456789"u8));
        Assert.Equal(0x8A9136AAu, Checksum.Of(new byte[32]));
        Assert.Equal(0x62A8AB43u, Checksum.Of(Enumerable.Repeat((byte)0xFF, 32).ToArray()));
        Assert.Equal(0x46DD794Eu, Checksum.Of(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()));
    }

    [Fact]
    public void A_checksum_goes_on_from_any_place()
    {
        byte[] bytes = Bytes.Random(1, 100);
        for (int split = 0; split <= bytes.Length; split++)
            Assert.Equal(Checksum.Of(bytes), Checksum.Of(bytes.AsSpan(split), Checksum.Of(bytes.AsSpan(0, split))));
    }

    [Fact]
    public void Every_length_from_every_alignment_has_the_checksum_of_the_definition() => Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 8], Gen.UInt, Gen.Int)
        .Sample((length, start, seed, random) =>
        {
            byte[] bytes = Bytes.Random(random, start + length);
            Assert.Equal(Defined(bytes.AsSpan(start), seed), Checksum.Of(bytes.AsSpan(start), seed));
        });

    [Fact]
    public void Lengths_around_whole_rounds_have_the_checksum_of_the_definition()
    {
        byte[] bytes = Bytes.Random(2, 4 * 3072);
        foreach (int round in (ReadOnlySpan<int>)[1024, 2048, 3072, 6144, 9216])
        {
            for (int length = round - 9; length <= round + 9; length++)
                Assert.Equal(Defined(bytes.AsSpan(1, length), 0), Checksum.Of(bytes.AsSpan(1, length)));
        }
    }

    /// <summary>The remainder of the reflected polynomial 0x1EDC6F41, bit by bit.</summary>
    private static uint Defined(ReadOnlySpan<byte> bytes, uint seed)
    {
        uint crc = ~seed;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
        }

        return ~crc;
    }
}
