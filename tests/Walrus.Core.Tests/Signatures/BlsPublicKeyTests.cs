using System.Text.Json;
using Walrus.Core.Bcs;
using Walrus.Core.Signatures;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;
using Walrus.Core.Tests.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures;

public sealed class BlsPublicKeyTests
{
    private static readonly BlsPublicKey Key = Signers.Key(1).PublicKey;

    [Fact]
    public void The_key_of_the_scalar_117_is_that_of_the_vectors()
    {
        JsonElement vectors = MessageVectors.Load("control-plane/sizes-ids-messages.json");
        JsonElement vector = vectors.Each("cases").Single(c => c.Text("kind") == "blsKey");
        Assert.Equal("117", vector.GetProperty("given").Text("secretScalar"));
        Assert.Equal(
            vector.GetProperty("expect").Text("publicKeyHex"), BlsSecretKey.FromBytes(Numbers.ToBytes(117, 32)).PublicKey.ToString());
    }

    [Fact]
    public void Keys_are_equal_by_their_bytes()
    {
        BlsPublicKey same = BlsPublicKey.Parse(Key.Bytes.Span);
        BlsPublicKey other = Signers.Key(2).PublicKey;
        Assert.True(same == Key && same.Equals(Key) && same.GetHashCode() == Key.GetHashCode() && same.Equals((object)Key));
        Assert.True(other != Key && !other.Equals(Key) && Key != null && !(null == Key));
    }

    [Fact]
    public void Bcs_is_the_48_bytes()
    {
        byte[] bytes = BcsFormat.ToBytes(Key);
        Assert.Equal(Key.Bytes.ToArray(), bytes);
        Assert.Equal(Key, BcsFormat.FromBytes<BlsPublicKey>(bytes));
        Assert.Throws<BcsException>(() => BcsFormat.FromBytes<BlsPublicKey>(bytes.AsSpan(1)));
    }

    [Fact]
    public void Bytes_that_are_no_key_are_refused()
    {
        byte[] flagged = [0xc0, .. new byte[47]];
        byte[] outside = [0x80, .. new byte[47]];
        foreach (byte[] bytes in new[] { flagged, outside, Key.Bytes[1..].ToArray(), [] })
        {
            Assert.Throws<InvalidKeyException>(() => BlsPublicKey.Parse(bytes));
            Assert.False(BlsPublicKey.TryParse(bytes, out BlsPublicKey? key));
            Assert.Null(key);
        }
    }

    [Fact]
    public void Aggregates_are_sums()
    {
        BlsPublicKey sum = BlsPublicKey.Aggregate([Signers.Scalar(3), Signers.Scalar(4)]);
        Assert.Equal(Signers.Scalar(7), sum);
        Assert.Equal(Key, BlsPublicKey.Aggregate([Key]));
    }

    [Fact]
    public void Keys_that_cancel_out_have_no_aggregate()
    {
        BlsPublicKey negated = new(new AffinePoint<Fp>(Key.Point.X, -Key.Point.Y));
        Assert.Throws<InvalidKeyException>(() => BlsPublicKey.Aggregate([Key, negated]));
        Assert.Throws<InvalidKeyException>(() => BlsPublicKey.Aggregate([]));
    }
}
