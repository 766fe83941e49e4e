using System.Numerics;
using CsCheck;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Fields;

/// <summary>Plain integers beside field elements, and generators of both.</summary>
internal static class Numbers
{
    /// <summary>The parameter of the curve; p and r are polynomials in it.</summary>
    public static readonly BigInteger X = -new BigInteger(0xd201000000010000);

    public static readonly BigInteger R = BigInteger.Pow(X, 4) - BigInteger.Pow(X, 2) + 1;

    public static readonly BigInteger P = BigInteger.Pow(X - 1, 2) * R / 3 + X;

    /// <summary>Integers below p, those at its edges and between words often.</summary>
    public static readonly Gen<BigInteger> BelowP = Gen.Frequency(
        (6, Gen.Byte.Array[64].Select(bytes => new BigInteger(bytes, isUnsigned: true) % P)),
        (1, Gen.Int[0, 3].Select(offset => new BigInteger(offset))),
        (1, Gen.Int[1, 3].Select(offset => P - offset)),
        (1, Gen.Int[0, 380].Select(bit => BigInteger.One << bit)),
        (1, Gen.Int[1, 380].Select(bit => (BigInteger.One << bit) - 1)));

    public static readonly Gen<BigInteger> BelowR = Gen.Frequency(
        (6, Gen.Byte.Array[48].Select(bytes => new BigInteger(bytes, isUnsigned: true) % (R - 1) + 1)),
        (1, Gen.Int[1, 20].Select(offset => new BigInteger(offset))),
        (1, Gen.Int[1, 20].Select(offset => R - offset)),
        (1, Gen.Int[1, 3].Select(power => BigInteger.Pow(-X, power))));

    public static readonly Gen<Fp> Fp = BelowP.Select(ToFp);

    public static readonly Gen<Fp2> Fp2 = Gen.Select(Fp, Fp, (c0, c1) => new Fp2(c0, c1));

    public static readonly Gen<Fp6> Fp6 = Gen.Select(Fp2, Fp2, Fp2, (c0, c1, c2) => new Fp6(c0, c1, c2));

    public static readonly Gen<Fp12> Fp12 = Gen.Select(Fp6, Fp6, (c0, c1) => new Fp12(c0, c1));

    public static Fp ToFp(BigInteger value)
    {
        Assert.True(Core.Signatures.Fields.Fp.TryRead(ToBytes(value, 48), out Fp element));
        return element;
    }

    public static BigInteger ToInteger(Fp element)
    {
        byte[] bytes = new byte[48];
        element.Write(bytes);
        return new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
    }

    public static BigInteger Modulo(BigInteger value, BigInteger modulus) => (value % modulus + modulus) % modulus;

    public static byte[] ToBytes(BigInteger value, int length)
    {
        byte[] bytes = new byte[length];
        byte[] digits = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(bytes, length - digits.Length);
        return bytes;
    }

    public static ulong[] ToWords(BigInteger value)
    {
        List<ulong> words = [];
        for (; value > 0; value >>= 64)
            words.Add((ulong)(value & ulong.MaxValue));
        return [.. words];
    }
}
