namespace Walrus.Core.Signatures.Fields;

/// <summary>
/// Square roots, for reading compressed points and for mapping to the curve. What they are taken of is public: they branch.
/// </summary>
internal static class SquareRoot
{
    // A root of -5. The norm of Z = -(2 + i), the constant of the map to the curve, is 5, which is no square.
    private static readonly Fp RootOfMinusFive =
        Fp.FromHex("186417302d5a65347a88b0f999ab2b504614aa5e2eebdeb1a014c40bceb7d2306c12a6d436befcf94d39c9db7b263cd4");

    private static readonly Fp2 Z = -new Fp2(Fp.FromInteger(2), Fp.One);

    /// <summary>A root of <paramref name="value"/>, if it has one.</summary>
    public static bool TryOf(in Fp value, out Fp root)
    {
        root = value * value.PowRootExponent();
        return root.Square() == value;
    }

    /// <summary>A root of <paramref name="value"/>, if it has one.</summary>
    public static bool TryOf(in Fp2 value, out Fp2 root)
    {
        Fp norm = value.Norm();
        root = default;
        if (!TryOf(norm, out Fp rootOfNorm))
            return false;
        root = WithNorm(value, Fp.One, rootOfNorm);
        return true;
    }

    /// <summary>
    /// Root of <paramref name="numerator"/> / <paramref name="denominator"/>, or, if there is none, of Z times that
    /// (sqrt_ratio of RFC 9380, F.2.1). No division: the quotient is made one of an element by an integer.
    /// </summary>
    /// <returns>Whether the quotient is a square.</returns>
    public static bool OfQuotient(in Fp2 numerator, in Fp2 denominator, out Fp2 root)
    {
        Fp2 value = numerator * denominator.Conjugate();
        Fp norm = value.Norm();
        Fp rootOfNorm = norm * norm.PowRootExponent();
        bool isSquare = rootOfNorm.Square() == norm;
        if (!isSquare)
        {
            // rootOfNorm is a root of -norm; what is wanted is one of 5 norm, the norm of Z value.
            rootOfNorm *= RootOfMinusFive;
            value *= Z;
        }

        root = WithNorm(value, denominator.Norm(), rootOfNorm);
        return isSquare;
    }

    /// <summary>
    /// Root of <paramref name="value"/> / <paramref name="divisor"/>, a square, given a root of the norm of the value.
    /// (x + y i)^2 = a + b i means x^2 = (a + n) / 2 or (a - n) / 2, where n^2 = a^2 + b^2, and y = b / (2 x).
    /// </summary>
    private static Fp2 WithNorm(in Fp2 value, in Fp divisor, in Fp rootOfNorm)
    {
        Fp t = value.C0 + rootOfNorm;
        if (t.IsZero)
            t = value.C0 - rootOfNorm;
        Fp twice = divisor.Double();
        // With e = (t d^3)^((p-3)/4) and d = 2 divisor, t d e is a root of t / d, or of -t / d if t / d is no square.
        Fp e = (t * twice.Square() * twice).PowRootExponent();
        Fp half = value.C1 * twice * e;
        Fp x = t * twice * e;
        bool tIsSquare = (x.Square() * twice) == t;
        return tIsSquare ? new Fp2(x, half) : new Fp2(half, -x);
    }
}
