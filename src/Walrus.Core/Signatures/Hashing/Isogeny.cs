using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Hashing;

/// <summary>The isogeny of degree three onto the curve of G2 (RFC 9380, E.3): four polynomials in x, lowest coefficient first.</summary>
internal static class Isogeny
{
    private static readonly Fp2[] XNumerator =
    [
        Pair(
            "05c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6",
            "05c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97d6"),
        Pair("0", "11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71a"),
        Pair(
            "11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71e",
            "08ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063fcd104635a790520c0a395554e5c6aaaa9354ffffffffe38d"),
        Pair("171d6541fa38ccfaed6dea691f5fb614cb14b4e7f4e810aa22d6108f142b85757098e38d0f671c7188e2aaaaaaaa5ed1", "0"),
    ];

    private static readonly Fp2[] XDenominator = [SmallPair(0, -72), SmallPair(12, -12), Fp2.One];

    private static readonly Fp2[] YNumerator =
    [
        Pair(
            "1530477c7ab4113b59a4c18b076d11930f7da5d4a07f649bf54439d87d27e500fc8c25ebf8c92f6812cfc71c71c6d706",
            "1530477c7ab4113b59a4c18b076d11930f7da5d4a07f649bf54439d87d27e500fc8c25ebf8c92f6812cfc71c71c6d706"),
        Pair("0", "05c759507e8e333ebb5b7a9a47d7ed8532c52d39fd3a042a88b58423c50ae15d5c2638e343d9c71c6238aaaaaaaa97be"),
        Pair(
            "11560bf17baa99bc32126fced787c88f984f87adf7ae0c7f9a208c6b4f20a4181472aaa9cb8d555526a9ffffffffc71c",
            "08ab05f8bdd54cde190937e76bc3e447cc27c3d6fbd7063fcd104635a790520c0a395554e5c6aaaa9354ffffffffe38f"),
        Pair("124c9ad43b6cf79bfbf7043de3811ad0761b0f37a1e26286b0e977c69aa274524e79097a56dc4bd9e1b371c71c718b10", "0"),
    ];

    private static readonly Fp2[] YDenominator = [SmallPair(-432, -432), SmallPair(0, -216), SmallPair(18, -18), Fp2.One];

    /// <summary>The image of the point (<paramref name="numerator"/> / <paramref name="denominator"/>, <paramref name="y"/>).</summary>
    public static Point<Fp2, G2> Map(in Fp2 numerator, in Fp2 denominator, in Fp2 y)
    {
        Fp2 xNumerator = Evaluate(XNumerator, numerator, denominator);
        Fp2 xDenominator = Evaluate(XDenominator, numerator, denominator) * denominator;
        Fp2 yNumerator = Evaluate(YNumerator, numerator, denominator) * y;
        Fp2 yDenominator = Evaluate(YDenominator, numerator, denominator);
        Fp2 z = xDenominator * yDenominator;
        return z.IsZero ? Point<Fp2, G2>.Infinity : new Point<Fp2, G2>(xNumerator * yDenominator, yNumerator * xDenominator, z);
    }

    // The polynomial times the denominator to its degree.
    private static Fp2 Evaluate(Fp2[] coefficients, in Fp2 numerator, in Fp2 denominator)
    {
        Fp2 value = coefficients[^1];
        Fp2 power = Fp2.One;
        for (int i = coefficients.Length - 2; i >= 0; i--)
        {
            power *= denominator;
            value = value * numerator + coefficients[i] * power;
        }

        return value;
    }

    private static Fp2 Pair(string real, string imaginary) => new(Fp.FromHex(real), Fp.FromHex(imaginary));

    private static Fp2 SmallPair(int real, int imaginary) => new(Small(real), Small(imaginary));

    private static Fp Small(int value) => value < 0 ? -Fp.FromInteger((ulong)-value) : Fp.FromInteger((ulong)value);
}
