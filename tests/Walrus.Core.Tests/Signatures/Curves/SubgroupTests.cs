using System.Globalization;
using System.Numerics;
using CsCheck;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;
using Walrus.Core.Tests.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Curves;

/// <summary>The checks by endomorphisms against the definition: r times the point is infinity.</summary>
public sealed class SubgroupTests
{
    // #E / r, from the parameter.
    private static readonly BigInteger CofactorOfG1 = BigInteger.Pow(Numbers.X - 1, 2) / 3;

    // h_eff of RFC 9380, 8.8.2.
    private static readonly BigInteger EffectiveCofactorOfG2 = BigInteger.Parse(
        "0bc69f08f2ee75b3584c6a0ea91b352888e2a8e9145ad7689986ff031508ffe1329c2f178731db95"
        + "6d82bf015d1212b02ec0ec69d7477c1ae954cbc06689f6a359894c0adebbf6b4e8020005aaa95551",
        NumberStyles.HexNumber,
        CultureInfo.InvariantCulture);

    [Fact]
    public void Points_of_the_curve_are_in_G1_just_if_their_order_says_so()
    {
        Points.OnCurve.Sample(p =>
        {
            Assert.True(p.IsOnCurve);
            Assert.Equal(p.TimesOrder().IsInfinity, G1.Contains(p));
            Assert.True(G1.Contains(p.Multiply(Numbers.ToWords(CofactorOfG1))));
        }, iter: 20);
        Points.InG1.Sample(p => Assert.True(p.TimesOrder().IsInfinity && G1.Contains(p)), iter: 20);
    }

    [Fact]
    public void Points_of_the_twist_are_in_G2_just_if_their_order_says_so()
    {
        Points.OnTwist.Sample(p =>
        {
            Assert.True(p.IsOnCurve);
            Assert.Equal(p.TimesOrder().IsInfinity, G2.Contains(p));
        }, iter: 20);
        Points.InG2.Sample(p => Assert.True(p.TimesOrder().IsInfinity && G2.Contains(p)), iter: 10);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(10177)]
    [InlineData(859267)]
    [InlineData(52437899)]
    public void Points_of_small_order_are_not_in_G1(int order)
    {
        Assert.Equal(BigInteger.Zero, CofactorOfG1 % order);
        // The group is not cyclic there: the order of its exponent's part suffices to reach points of order dividing `order`.
        Points.OnCurve.Sample(
            p =>
            {
                Point<Fp, G1> small = p.Multiply(Numbers.ToWords(CofactorOfG1 * Numbers.R / BigInteger.Pow(order, order == 3 ? 1 : 2)));
                Assert.Equal(small.IsInfinity, G1.Contains(small));
                Point<Fp, G1> mixed = small + new Point<Fp, G1>(G1.Generator);
                Assert.Equal(small.IsInfinity, G1.Contains(mixed));
            },
            iter: 5);
    }

    [Theory]
    [InlineData(13)]
    [InlineData(23)]
    [InlineData(2713)]
    public void Points_of_small_order_are_not_in_G2(int order)
    {
        BigInteger cofactor = CofactorOfG2();
        Assert.Equal(BigInteger.Zero, cofactor % order);
        Points.OnTwist.Sample(
            p =>
            {
                BigInteger rest = cofactor;
                while (rest % order == 0)
                    rest /= order;
                Point<Fp2, G2> small = p.Multiply(Numbers.ToWords(rest * Numbers.R));
                Assert.Equal(small.IsInfinity, G2.Contains(small));
                Assert.Equal(small.IsInfinity, G2.Contains(small + new Point<Fp2, G2>(Points.GeneratorOfG2)));
            },
            iter: 5);
    }

    [Fact]
    public void Psi_multiplies_points_of_G2_by_the_parameter() => Points.InG2.Sample(p =>
        Assert.True((-G2.Psi(p)).IsSameAs(p.Multiply(Numbers.ToWords(-Numbers.X)))), iter: 10);

    [Fact]
    public void Clearing_the_cofactor_is_the_multiplication_of_RFC_9380() => Points.OnTwist.Sample(p =>
    {
        Point<Fp2, G2> cleared = G2.ClearCofactor(p);
        Assert.True(cleared.IsSameAs(p.Multiply(Numbers.ToWords(EffectiveCofactorOfG2))));
        Assert.True(cleared.TimesOrder().IsInfinity);
    }, iter: 10);

    // (x^8 - 4 x^7 + 5 x^6 - 4 x^4 + 6 x^3 - 4 x^2 - 4 x + 13) / 9
    private static BigInteger CofactorOfG2()
    {
        BigInteger value = 0;
        foreach (int coefficient in new[] { 1, -4, 5, 0, -4, 6, -4, -4, 13 })
            value = value * Numbers.X + coefficient;
        return value / 9;
    }
}
