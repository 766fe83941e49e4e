using Walrus.Core.Signatures.Hashing;

namespace Walrus.Core.Tests.Signatures.Hashing;

public sealed class MessageExpansionTests
{
    // RFC 9380, K.1.
    [Theory]
    [InlineData("", "68a985b87eb6b46952128911f2a4412bbc302a9d759667f87f7a21d803f07235")]
    [InlineData("abc", "d8ccab23b5985ccea865c6c97b6e5b8350e794e603b4b97902f53a8a0d605615")]
    [InlineData("abcdef0123456789", "eff31487c770a893cfb36f912fbfcbff40d5661771ca4b2cb4eafe524333f5c1")]
    [InlineData(
        "abc",
        "abba86a6129e366fc877aab32fc4ffc70120d8996c88aee2fe4b32d6c7b6437a"
        + "647e6c3163d40b76a73cf6a5674ef1d890f95b664ee0afa5359a5c4e07985635"
        + "bbecbac65d747d3d2da7ec2b8221b17b0ca9dc8a1ac1c07ea6a1e60583e2cb00"
        + "058e77b7b72a298425cd1b941ad4ec65e8afc50303a22c0f99b0509b4c895f40")]
    public void Bytes_are_those_of_RFC_9380(string message, string expected)
    {
        byte[] output = new byte[expected.Length / 2];
        MessageExpansion.Expand(System.Text.Encoding.ASCII.GetBytes(message), "QUUX-V01-CS02-with-expander-SHA256-128"u8, output);
        Assert.Equal(expected, Convert.ToHexStringLower(output));
    }

    [Fact]
    public void Lengths_beyond_the_format_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => MessageExpansion.Expand("m"u8, "tag"u8, new byte[8161]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MessageExpansion.Expand("m"u8, new byte[256], new byte[32]));
    }
}
