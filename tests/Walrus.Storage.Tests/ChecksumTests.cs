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
}
