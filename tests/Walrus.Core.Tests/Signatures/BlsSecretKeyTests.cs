using System.Globalization;
using System.Numerics;
using Walrus.Core.Signatures;
using Walrus.Core.Tests.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures;

public sealed class BlsSecretKeyTests
{
    private static readonly byte[] Seed = Convert.FromHexString(
        "c55257c360c07c72029aebc1b53c05ed0362ada38ead3e3e9efa3708e53495531f09a6987599d18264c1e1c92f2cf141630c7a3c4ab7c81b2f001698e7463b04");

    // The master key of EIP-2333's first test case, which is KeyGen of the same seed.
    [Fact]
    public void Seeds_give_the_keys_of_KeyGen()
    {
        BigInteger expected = BigInteger.Parse(
            "6083874454709270928345386274498605044986640685124978867557563392430687146096", CultureInfo.InvariantCulture);
        BlsSecretKey fromSeed = BlsSecretKey.FromSeed(Seed);
        Assert.Equal(BlsSecretKey.FromBytes(Numbers.ToBytes(expected, 32)).PublicKey, fromSeed.PublicKey);
    }

    [Fact]
    public void Other_seeds_give_other_keys_and_short_ones_none()
    {
        Assert.NotEqual(BlsSecretKey.FromSeed(new byte[32]).PublicKey, BlsSecretKey.FromSeed(new byte[33]).PublicKey);
        Assert.Throws<ArgumentOutOfRangeException>(() => BlsSecretKey.FromSeed(new byte[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => BlsSecretKey.FromSeed(new byte[1025]));
    }

    [Fact]
    public void The_key_text_is_base64_of_the_flag_and_the_scalar()
    {
        byte[] bytes = Numbers.ToBytes(117, 32);
        string text = Convert.ToBase64String([0x04, .. bytes]);
        BlsSecretKey key = BlsSecretKey.FromKeyText(text + "\n");
        Assert.Equal(BlsSecretKey.FromBytes(bytes).PublicKey, key.PublicKey);
        Assert.Equal(text, key.ToKeyText());
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")]
    [InlineData("BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=")]
    public void Other_texts_are_refused(string text) => Assert.Throws<InvalidKeyException>(() => BlsSecretKey.FromKeyText(text));

    [Fact]
    public void Scalars_out_of_range_and_other_lengths_are_refused()
    {
        Assert.Throws<InvalidKeyException>(() => BlsSecretKey.FromBytes(new byte[32]));
        Assert.Throws<InvalidKeyException>(() => BlsSecretKey.FromBytes(Numbers.ToBytes(Numbers.R, 32)));
        Assert.Throws<InvalidKeyException>(() => BlsSecretKey.FromBytes(new byte[31]));
        Assert.NotNull(BlsSecretKey.FromBytes(Numbers.ToBytes(Numbers.R - 1, 32)));
    }

    [Fact]
    public void The_secret_stays_out_of_the_text()
    {
        BlsSecretKey key = BlsSecretKey.FromSeed(Seed);
        byte[] secret = Convert.FromBase64String(key.ToKeyText())[1..];
        Assert.Contains(key.PublicKey.ToString(), key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(secret)[..8], key.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
