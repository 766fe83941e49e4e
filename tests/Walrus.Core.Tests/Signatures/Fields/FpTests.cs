using System.Numerics;
using System.Runtime.Intrinsics.X86;
using CsCheck;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Fields;

public sealed class FpTests
{
    private static readonly BigInteger R = BigInteger.One << 384;

    [Fact]
    public void The_modulus_is_the_polynomial_of_the_parameter()
    {
        Assert.Equal(Numbers.P, FromWords(Fp.P0, Fp.P1, Fp.P2, Fp.P3, Fp.P4, Fp.P5));
        Assert.Equal(ulong.MaxValue, unchecked(Fp.P0 * Fp.NegatedInverse));
        Assert.Equal((Numbers.P - 3) / 4, FromWords(Fp.RootExponent.ToArray()));
        Assert.Equal(R % Numbers.P, FromWords(Fp.One.L0, Fp.One.L1, Fp.One.L2, Fp.One.L3, Fp.One.L4, Fp.One.L5));
    }

    [Fact]
    public void Sums_differences_and_negatives_are_those_of_integers() =>
        Gen.Select(Numbers.BelowP, Numbers.BelowP).Sample((a, b) =>
        {
            Fp x = Numbers.ToFp(a), y = Numbers.ToFp(b);
            Assert.Equal((a + b) % Numbers.P, Numbers.ToInteger(x + y));
            Assert.Equal(Numbers.Modulo(a - b, Numbers.P), Numbers.ToInteger(x - y));
            Assert.Equal(Numbers.Modulo(-a, Numbers.P), Numbers.ToInteger(-x));
            Assert.Equal(2 * a % Numbers.P, Numbers.ToInteger(x.Double()));
        });

    [Fact]
    public void Products_are_those_of_integers() =>
        Gen.Select(Numbers.BelowP, Numbers.BelowP).Sample((a, b) =>
        {
            Fp x = Numbers.ToFp(a), y = Numbers.ToFp(b);
            Assert.Equal(a * b % Numbers.P, Numbers.ToInteger(x * y));
            Assert.Equal(a * a % Numbers.P, Numbers.ToInteger(x.Square()));
        });

    [Fact]
    public void The_portable_product_is_that_of_integers() =>
        AgreesWithIntegers(Montgomery<PortableProduct>.Multiply, Montgomery<PortableProduct>.MultiplyAdd);

    [Fact]
    public void The_product_by_processor_instructions_is_that_of_integers()
    {
        if (Bmi2.X64.IsSupported)
            AgreesWithIntegers(Montgomery<Bmi2Product>.Multiply, Montgomery<Bmi2Product>.MultiplyAdd);
        else
            Assert.Equal(Fp.One, Fp.One * Fp.One);
    }

    [Fact]
    public void Reciprocals_multiply_to_one() => Numbers.BelowP.Sample(a =>
    {
        Fp x = Numbers.ToFp(a);
        Assert.Equal(a.IsZero ? Fp.Zero : Fp.One, x * x.Invert());
    });

    [Fact]
    public void Bytes_and_integers_convert_both_ways() => Numbers.BelowP.Sample(a =>
    {
        Fp x = Numbers.ToFp(a);
        Assert.Equal(a, Numbers.ToInteger(x));
        Assert.Equal(!a.IsEven, x.IsOdd);
        Assert.Equal(a > Numbers.P - a && !a.IsZero, x.IsLarger);
        Assert.Equal(x, Fp.FromHex(x.ToString()));
    });

    [Fact]
    public void Integers_from_p_on_are_refused()
    {
        Gen.Byte.Array[48].Select(bytes => new BigInteger(bytes, isUnsigned: true))
            .Sample(a => Assert.Equal(a < Numbers.P, Fp.TryRead(Numbers.ToBytes(a, 48), out _)));
        Assert.False(Fp.TryRead(Numbers.ToBytes(Numbers.P, 48), out _));
        Assert.True(Fp.TryRead(Numbers.ToBytes(Numbers.P - 1, 48), out _));
        Assert.Throws<ArgumentException>(() => Fp.FromHex(Numbers.P.ToString("x")));
    }

    [Fact]
    public void Sixty_four_bytes_give_their_residue() => Gen.Byte.Array[64].Sample(bytes =>
        Assert.Equal(new BigInteger(bytes, isUnsigned: true, isBigEndian: true) % Numbers.P, Numbers.ToInteger(Fp.FromWideBytes(bytes))));

    [Fact]
    public void Selection_takes_one_or_the_other() => Gen.Select(Numbers.Fp, Numbers.Fp).Sample((x, y) =>
    {
        Assert.Equal(x, Fp.Select(ulong.MaxValue, x, y));
        Assert.Equal(y, Fp.Select(0, x, y));
    });

    [Fact]
    public void Limbs_join_to_the_number_they_were_split_from() => Numbers.Fp.Sample(Rejoins);

    private static unsafe void Rejoins(Fp x)
    {
        ulong* limbs = stackalloc ulong[LimbForm.Count], shifted = stackalloc ulong[LimbForm.Count];
        LimbForm.Split(x, limbs);
        LimbForm.SplitShifted(x, shifted);
        for (int i = 0; i < LimbForm.Count; i++)
            Assert.Equal(limbs[i] << LimbForm.Shift, shifted[i]);
        Assert.Equal(Words(x), Enumerable.Range(0, LimbForm.Count)
            .Aggregate(BigInteger.Zero, (sum, i) => sum + ((BigInteger)limbs[i] << (LimbForm.Bits * i))));
        // Bits 0 to 7, and from bit 8 on in steps of 56.
        BigInteger above = Words(x) >> 8;
        ulong[] sums = [.. Enumerable.Range(0, LimbForm.Count).Select(i => (ulong)((above >> (LimbForm.Bits * i)) & LimbForm.Mask))];
        Assert.Equal(x, LimbForm.Join(x.L0 & 0xff, sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6]));
    }

    private delegate Fp Multiplication(in Fp a, in Fp b);

    private delegate Fp SumOfProducts(in Fp a, in Fp b, in Fp c, in Fp d);

    private static void AgreesWithIntegers(Multiplication multiply, SumOfProducts multiplyAdd)
    {
        Gen.Select(Numbers.BelowP, Numbers.BelowP, Numbers.BelowP, Numbers.BelowP).Sample((a, b, c, d) =>
        {
            Fp x = Numbers.ToFp(a), y = Numbers.ToFp(b), z = Numbers.ToFp(c), w = Numbers.ToFp(d);
            Assert.Equal(a * b % Numbers.P, Numbers.ToInteger(multiply(x, y)));
            Assert.Equal((a * b + c * d) % Numbers.P, Numbers.ToInteger(multiplyAdd(x, y, z, w)));
        }, iter: 2000);

        // The largest words there are, which fill the sums of limbs most.
        Fp largest = new(Fp.P0 - 1, Fp.P1, Fp.P2, Fp.P3, Fp.P4, Fp.P5);
        BigInteger value = Numbers.ToInteger(largest);
        Assert.Equal(value * value % Numbers.P, Numbers.ToInteger(multiply(largest, largest)));
        Assert.Equal(2 * value * value % Numbers.P, Numbers.ToInteger(multiplyAdd(largest, largest, largest, largest)));
    }

    private static BigInteger Words(in Fp x) => FromWords(x.L0, x.L1, x.L2, x.L3, x.L4, x.L5);

    private static BigInteger FromWords(params ulong[] words) =>
        words.Reverse().Aggregate(BigInteger.Zero, (value, word) => value << 64 | word);
}
