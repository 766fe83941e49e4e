using Walrus.Core.Bcs;
using Walrus.Core.Signatures;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures;

public sealed class BlsVerifierTests
{
    private static readonly byte[] Message = "walrus"u8.ToArray();
    private static readonly BlsSecretKey[] Keys = [.. Enumerable.Range(1, 5).Select(Signers.Key)];
    private static readonly BlsSignature[] Signatures = [.. Keys.Select(key => key.Sign(Message))];

    [Fact]
    public void A_signature_belongs_to_its_key_and_message()
    {
        Assert.True(BlsVerifier.Verify(Keys[0].PublicKey, Message, Signatures[0]));
        Assert.False(BlsVerifier.Verify(Keys[1].PublicKey, Message, Signatures[0]));
        Assert.False(BlsVerifier.Verify(Keys[0].PublicKey, "Walrus"u8, Signatures[0]));
        Assert.False(BlsVerifier.Verify(Keys[0].PublicKey, Message, Signatures[1]));
    }

    [Fact]
    public void An_aggregate_belongs_to_exactly_its_signers()
    {
        BlsSignature aggregate = BlsSignature.Aggregate(Signatures);
        BlsPublicKey[] keys = [.. Keys.Select(key => key.PublicKey)];
        Assert.True(BlsVerifier.VerifyAggregate(keys, Message, aggregate));
        Assert.True(BlsVerifier.Verify(BlsPublicKey.Aggregate(keys), Message, aggregate));
        Assert.False(BlsVerifier.VerifyAggregate(keys[1..], Message, aggregate));
        Assert.False(BlsVerifier.VerifyAggregate([.. keys, keys[0]], Message, aggregate));
        Assert.False(BlsVerifier.VerifyAggregate(keys, "other"u8, aggregate));
    }

    [Fact]
    public void No_keys_and_keys_that_cancel_out_verify_nothing()
    {
        BlsPublicKey key = Keys[0].PublicKey;
        BlsPublicKey negated = new(key.Point.Negate());
        Assert.False(BlsVerifier.VerifyAggregate([], Message, Signatures[0]));
        Assert.False(BlsVerifier.VerifyAggregate([key, negated], Message, Signatures[0]));
    }

    [Fact]
    public void Signatures_read_and_write_as_96_bytes()
    {
        byte[] bytes = BcsFormat.ToBytes(Signatures[0]);
        Assert.Equal(96, bytes.Length);
        BlsSignature read = BcsFormat.FromBytes<BlsSignature>(bytes);
        Assert.True(read == Signatures[0] && read.GetHashCode() == Signatures[0].GetHashCode() && read != Signatures[1]);
        Assert.True(read.Equals((object)Signatures[0]) && !read.Equals(null));
    }

    [Fact]
    public void Bytes_that_are_no_signature_are_refused()
    {
        byte[] infinity = [0xc0, .. new byte[95]];
        byte[] off = [0x80, .. new byte[95]];
        foreach (byte[] bytes in new[] { infinity, off, Signatures[0].Bytes[1..].ToArray(), [] })
        {
            Assert.Throws<InvalidSignatureException>(() => BlsSignature.Parse(bytes));
            Assert.False(BlsSignature.TryParse(bytes, out BlsSignature? signature));
            Assert.Null(signature);
        }
    }

    [Fact]
    public void Signatures_that_cancel_out_have_no_aggregate()
    {
        AffinePoint<Fp2> point = Signatures[0].Point;
        BlsSignature negated = new(point.Negate());
        Assert.Throws<InvalidSignatureException>(() => BlsSignature.Aggregate([Signatures[0], negated]));
        Assert.Throws<InvalidSignatureException>(() => BlsSignature.Aggregate([]));
    }
}
