using CsCheck;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;
using Walrus.Core.Signatures.Hashing;
using Walrus.Core.Tests.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Hashing;

public sealed class HashToG2Tests
{
    [Fact]
    public void Points_and_steps_are_those_of_RFC_9380()
    {
        byte[] tag = System.Text.Encoding.ASCII.GetBytes(Rfc9380Vectors.Tag);
        foreach (HashVector vector in Rfc9380Vectors.All)
        {
            byte[] message = System.Text.Encoding.ASCII.GetBytes(vector.Message);
            byte[] uniform = new byte[256];
            MessageExpansion.Expand(message, tag, uniform);
            Fp2 u0 = HashToG2.ReadElement(uniform);
            Fp2 u1 = HashToG2.ReadElement(uniform.AsSpan(128));
            Assert.Equal(Element(vector.U0, 0), u0);
            Assert.Equal(Element(vector.U1, 0), u1);
            AssertIs(vector.Q0, HashToG2.MapToCurve(u0));
            AssertIs(vector.Q1, HashToG2.MapToCurve(u1));
            AssertIs(vector.P, HashToG2.Hash(message, tag));
        }
    }

    [Fact]
    public void The_map_reaches_the_isogenous_curve_with_the_sign_of_its_argument() => Numbers.Fp2.Sample(u =>
    {
        (Fp2 numerator, Fp2 denominator, Fp2 y) = SimplifiedSwu.Map(u);
        Fp2 x = numerator * denominator.Invert();
        Assert.Equal(x.Square() * x + SimplifiedSwu.A * x + SimplifiedSwu.B, y.Square());
        Assert.Equal(u.IsOdd, y.IsOdd);
    });

    [Fact]
    public void The_map_has_an_image_for_zero()
    {
        (Fp2 numerator, Fp2 denominator, Fp2 y) = SimplifiedSwu.Map(Fp2.Zero);
        Fp2 z = -new Fp2(Fp.FromInteger(2), Fp.One);
        Assert.Equal(SimplifiedSwu.B, numerator * denominator.Invert() * z * SimplifiedSwu.A);
        Assert.True(Isogeny.Map(numerator, denominator, y).IsOnCurve);
    }

    [Fact]
    public void Images_and_hashes_lie_where_they_shall() => Numbers.Fp2.Sample(u =>
    {
        Point<Fp2, G2> image = HashToG2.MapToCurve(u);
        Assert.True(image.IsOnCurve && !image.IsInfinity);
        Assert.True(G2.ClearCofactor(image).IsOnCurve && G2.Contains(G2.ClearCofactor(image)));
    }, iter: 20);

    [Fact]
    public void Other_tags_give_other_points()
    {
        Point<Fp2, G2> one = HashToG2.Hash("message"u8, HashToG2.SignatureTag);
        Assert.False(one.IsSameAs(HashToG2.Hash("message"u8, HashToG2.SignatureTag[1..])));
        Assert.Equal("BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_", System.Text.Encoding.ASCII.GetString(HashToG2.SignatureTag));
    }

    private static Fp2 Element(string[] parts, int at) => new(Fp.FromHex(parts[at]), Fp.FromHex(parts[at + 1]));

    private static void AssertIs(string[] expected, Point<Fp2, G2> point)
    {
        AffinePoint<Fp2> affine = point.ToAffine();
        Assert.Equal(Element(expected, 0), affine.X);
        Assert.Equal(Element(expected, 2), affine.Y);
    }
}
