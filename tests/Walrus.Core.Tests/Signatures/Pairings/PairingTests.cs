using CsCheck;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;
using Walrus.Core.Signatures.Pairings;
using Walrus.Core.Tests.Signatures.Curves;
using Walrus.Core.Tests.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Pairings;

public sealed class PairingTests
{
    private static readonly Point<Fp, G1> P = new(G1.Generator);
    private static readonly Point<Fp2, G2> Q = new(Points.GeneratorOfG2);

    [Fact]
    public void Factors_move_from_point_to_point_and_to_the_exponent() => Gen.Select(Numbers.BelowR, Numbers.BelowR).Sample(
        (a, b) =>
        {
            Fp12 expected = Power(Pairing(P, Q), a * b % Numbers.R);
            Assert.Equal(expected, Pairing(P.Multiply(Numbers.ToWords(a)), Q.Multiply(Numbers.ToWords(b))));
            Assert.Equal(expected, Pairing(P.Multiply(Numbers.ToWords(a * b % Numbers.R)), Q));
        },
        iter: 4);

    [Fact]
    public void Values_are_roots_of_unity_of_the_order_of_the_groups()
    {
        Fp12 value = Pairing(P, Q);
        Assert.NotEqual(Fp12.One, value);
        Assert.Equal(Fp12.One, Power(value, Numbers.R));
    }

    [Fact]
    public void Products_of_pairings_are_pairings_of_sums() => Gen.Select(Points.InG1, Points.InG1, Points.InG2).Sample(
        (p1, p2, q) => Assert.Equal(Pairing(p1 + p2, q), Pairing(p1, q) * Pairing(p2, q)), iter: 4);

    [Fact]
    public void A_product_is_one_just_if_its_exponents_cancel() => Gen.Select(Points.InG1, Points.InG2).Sample(
        (p, q) =>
        {
            Assert.True(PairingProduct.IsOne([Pair(p, q), Pair(-p, q)]));
            Assert.True(PairingProduct.IsOne([Pair(p.Double(), q), Pair(-p, q.Double())]));
            Assert.False(PairingProduct.IsOne([Pair(p, q), Pair(p, q)]));
            Assert.False(PairingProduct.IsOne([Pair(p, q)]));
        },
        iter: 4);

    [Fact]
    public void The_empty_product_is_one() => Assert.True(PairingProduct.IsOne([]));

    [Fact]
    public void The_final_exponentiation_raises_to_three_times_the_quotient_of_the_orders() => Numbers.Fp12.Sample(
        value =>
        {
            Fp12 expected = Power(value, 3 * (System.Numerics.BigInteger.Pow(Numbers.P, 12) - 1) / Numbers.R);
            Assert.Equal(expected, FinalExponentiation.Power(value));
        },
        iter: 1);

    private static Fp12 Pairing(Point<Fp, G1> p, Point<Fp2, G2> q) => FinalExponentiation.Power(PairingProduct.MillerLoop([Pair(p, q)]));

    private static MillerPoint Pair(Point<Fp, G1> p, Point<Fp2, G2> q) => new(p.ToAffine(), q.ToAffine());

    private static Fp12 Power(Fp12 value, System.Numerics.BigInteger exponent) =>
        TowerTests.Power(value, exponent, Fp12.One, static (a, b) => a * b);
}
