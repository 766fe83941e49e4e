using CsCheck;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Fields;

/// <summary>The towers against polynomials: in i over the integers modulo p, in w over Fp2 with w^6 = 1 + i.</summary>
public sealed class TowerTests
{
    private static readonly Fp2 Xi = Fp2.One.TimesXi();

    [Fact]
    public void Elements_of_Fp2_multiply_as_polynomials() => Gen.Select(Numbers.Fp2, Numbers.Fp2).Sample((a, b) =>
    {
        Assert.Equal(new Fp2(a.C0 * b.C0 - a.C1 * b.C1, a.C0 * b.C1 + a.C1 * b.C0), a * b);
        Assert.Equal(a * a, a.Square());
        Assert.Equal(a * new Fp2(Fp.One, Fp.One), a.TimesXi());
        Assert.Equal(new Fp2(a.Norm(), Fp.Zero), a * a.Conjugate());
        Assert.Equal(a + a + a, a.Triple());
        Assert.Equal(a.IsZero ? Fp2.Zero : Fp2.One, a * a.Invert());
        Assert.Equal(a - b, a + -b);
    });

    [Fact]
    public void Elements_of_Fp6_multiply_as_polynomials() => Gen.Select(Numbers.Fp6, Numbers.Fp6).Sample((a, b) =>
    {
        Assert.Equal(Product(new Fp12(a, Fp6.Zero), new Fp12(b, Fp6.Zero)), new Fp12(a * b, Fp6.Zero));
        Assert.Equal(a * new Fp6(b.C0, b.C1, Fp2.Zero), a.TimesSparse(b.C0, b.C1));
        Assert.Equal(a * new Fp6(Fp2.Zero, b.C1, Fp2.Zero), a.TimesSparse(b.C1));
        Assert.Equal(a * new Fp6(Fp2.Zero, Fp2.One, Fp2.Zero), a.TimesV());
        Assert.Equal(a.Equals(Fp6.Zero) ? Fp6.Zero : Fp6.One, a * a.Invert());
    });

    [Fact]
    public void Elements_of_Fp12_multiply_as_polynomials() => Gen.Select(Numbers.Fp12, Numbers.Fp12).Sample((a, b) =>
    {
        Assert.Equal(Product(a, b), a * b);
        Assert.Equal(Product(a, a), a.Square());
        Fp12 line = new(new Fp6(b.C0.C0, b.C0.C1, Fp2.Zero), new Fp6(Fp2.Zero, b.C1.C1, Fp2.Zero));
        Assert.Equal(Product(a, line), a.TimesLine(b.C0.C0, b.C0.C1, b.C1.C1));
        Assert.Equal(Fp12.One, a * a.Invert());
    });

    [Fact]
    public void Gamma_is_the_root_that_its_definition_names()
    {
        Fp2 gamma = Power(Xi, (Numbers.P - 1) / 6, Fp2.One, static (a, b) => a * b);
        Assert.Equal(gamma, Gamma.Powers[1]);
        Assert.Equal(gamma * gamma * gamma * gamma * gamma, Gamma.Powers[5]);
    }

    [Fact]
    public void Frobenius_raises_to_the_power_p() => Numbers.Fp12.Sample(
        a => Assert.Equal(Power(a, Numbers.P, Fp12.One, static (x, y) => x * y), a.Frobenius()), iter: 5);

    [Fact]
    public void Squares_in_the_cyclotomic_subgroup_are_squares() => Numbers.Fp12.Sample(
        a =>
        {
            Fp12 easy = a.Conjugate() * a.Invert();
            Fp12 cyclotomic = easy.Frobenius().Frobenius() * easy;
            Assert.Equal(cyclotomic.Square(), cyclotomic.SquareCyclotomic());
            Assert.Equal(Fp12.One, cyclotomic * cyclotomic.Conjugate());
        });

    /// <summary>Square and multiply.</summary>
    internal static T Power<T>(T value, System.Numerics.BigInteger exponent, T one, Func<T, T, T> multiply)
    {
        T result = one;
        for (long bit = exponent.GetBitLength() - 1; bit >= 0; bit--)
        {
            result = multiply(result, result);
            if (!(exponent >> (int)bit).IsEven)
                result = multiply(result, value);
        }

        return result;
    }

    private static Fp12 Product(in Fp12 left, in Fp12 right)
    {
        Fp2[] a = Coefficients(left), b = Coefficients(right), product = new Fp2[6];
        for (int i = 0; i < 6; i++)
        {
            for (int j = 0; j < 6; j++)
                product[(i + j) % 6] += i + j < 6 ? a[i] * b[j] : a[i] * b[j] * Xi;
        }

        return new Fp12(new Fp6(product[0], product[2], product[4]), new Fp6(product[1], product[3], product[5]));
    }

    private static Fp2[] Coefficients(in Fp12 value) =>
        [value.C0.C0, value.C1.C0, value.C0.C1, value.C1.C1, value.C0.C2, value.C1.C2];
}
