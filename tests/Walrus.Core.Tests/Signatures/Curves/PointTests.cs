using System.Numerics;
using CsCheck;
using Walrus.Core.Signatures;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;
using Walrus.Core.Tests.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Curves;

public sealed class PointTests
{
    [Fact]
    public void Generators_are_of_the_order_that_the_parameter_gives()
    {
        Assert.Equal(Numbers.R, Numbers.ToWords(Numbers.R).Length == 4 ? ToInteger(SecretScalar.Order) : BigInteger.Zero);
        Point<Fp, G1> first = new(G1.Generator);
        Point<Fp2, G2> second = new(Points.GeneratorOfG2);
        Assert.True(first.IsOnCurve && first.TimesOrder().IsInfinity);
        Assert.True(second.IsOnCurve && second.TimesOrder().IsInfinity);
    }

    [Fact]
    public void Sums_and_doubles_are_those_of_chord_and_tangent() => Gen.Select(Points.OnCurve, Points.OnCurve).Sample((p, q) =>
    {
        Assert.True((p + q).IsSameAs(ChordAndTangent(p.ToAffine(), q.ToAffine())));
        Assert.True(p.Double().IsSameAs(ChordAndTangent(p.ToAffine(), p.ToAffine())));
    });

    [Fact]
    public void On_the_twist_as_well() => Gen.Select(Points.OnTwist, Points.OnTwist).Sample((p, q) =>
    {
        Assert.True((p + q).IsSameAs(ChordAndTangent(p.ToAffine(), q.ToAffine())));
        Assert.True(p.Double().IsSameAs(ChordAndTangent(p.ToAffine(), p.ToAffine())));
    });

    [Fact]
    public void Sums_have_no_exceptions() => Points.OnTwist.Sample(AssertNoExceptions);

    [Fact]
    public void Nor_have_those_on_the_curve() => Points.OnCurve.Sample(AssertNoExceptions);

    [Fact]
    public void Multiples_add_up() => Gen.Select(Numbers.BelowR, Numbers.BelowR, Points.OnCurve).Sample(
        (a, b, p) =>
        {
            Point<Fp, G1> sum = p.Multiply(Numbers.ToWords(a)) + p.Multiply(Numbers.ToWords(b));
            Assert.True(p.Multiply(Numbers.ToWords(a + b)).IsSameAs(sum));
        },
        iter: 20);

    [Fact]
    public void Sums_of_multiples_are_what_they_say()
    {
        Gen<(UInt128 Factor, Point<Fp, G1> Point)> term =
            Gen.Select(Gen.ULong, Gen.ULong, Points.OnCurve, (high, low, p) => (new UInt128(high, low), p));
        term.Array[0, 4].Sample(
            terms =>
            {
                Point<Fp, G1> expected = Point<Fp, G1>.Infinity;
                foreach ((UInt128 factor, Point<Fp, G1> point) in terms)
                    expected += point.Multiply([(ulong)factor, (ulong)(factor >> 64)]);
                AffinePoint<Fp>[] points = [.. terms.Select(t => t.Point.ToAffine())];
                UInt128[] factors = [.. terms.Select(t => t.Factor)];
                Assert.True(expected.IsSameAs(MultiSum<Fp, G1>.Of(points, factors)));
            },
            iter: 20);
    }

    // Equal and opposite points, infinity, and other multiples of Z. Neither curve has a point of order two: their orders are odd.
    private static void AssertNoExceptions<TField, TCurve>(Point<TField, TCurve> p)
        where TField : struct, IField<TField>
        where TCurve : struct, ICurve<TField>
    {
        Point<TField, TCurve> infinity = Point<TField, TCurve>.Infinity;
        TField z = p.X + TField.One;
        Point<TField, TCurve> scaled = z.IsZero ? p : new Point<TField, TCurve>(p.X * z, p.Y * z, p.Z * z);
        Assert.True((p + p).IsSameAs(p.Double()));
        Assert.True((p + scaled).IsSameAs(p.Double()) && (p - scaled).IsInfinity && scaled.IsSameAs(p));
        Assert.True((p.Double() - p).IsSameAs(p) && !p.Double().IsInfinity);
        Assert.True((p + infinity).IsSameAs(p) && (infinity + p).IsSameAs(p));
        Assert.True((infinity + infinity).IsInfinity && infinity.Double().IsInfinity && infinity.IsOnCurve);
        Assert.False(infinity.IsSameAs(p) || p.IsSameAs(infinity) || p.IsSameAs(-p));
        Assert.Throws<InvalidOperationException>(() => infinity.ToAffine());
    }

    private static BigInteger ToInteger(ReadOnlySpan<ulong> words)
    {
        BigInteger value = 0;
        for (int i = words.Length - 1; i >= 0; i--)
            value = value << 64 | words[i];
        return value;
    }

    // The textbook's case distinction.
    private static Point<TField, TCurve> ChordAndTangent<TField, TCurve>(AffinePoint<TField> p, AffinePoint<TField> q)
        where TField : struct, IField<TField>
        where TCurve : struct, ICurve<TField>
    {
        bool same = (p.X - q.X).IsZero;
        if (same && (p.Y + q.Y).IsZero)
            return Point<TField, TCurve>.Infinity;
        TField xx = p.X.Square();
        TField slope = same ? (xx.Double() + xx) * p.Y.Double().Invert() : (q.Y - p.Y) * (q.X - p.X).Invert();
        TField x = slope.Square() - p.X - q.X;
        return new Point<TField, TCurve>(x, slope * (p.X - x) - p.Y, TField.One);
    }

    private static Point<Fp, G1> ChordAndTangent(AffinePoint<Fp> p, AffinePoint<Fp> q) => ChordAndTangent<Fp, G1>(p, q);

    private static Point<Fp2, G2> ChordAndTangent(AffinePoint<Fp2> p, AffinePoint<Fp2> q) => ChordAndTangent<Fp2, G2>(p, q);
}
