using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Hashing;

/// <summary>
/// The simplified Shallue-van de Woestijne-Ulas map from Fp2 to the curve y^2 = x^3 + 240 i x + 1012 (1 + i), which is
/// isogenous to that of G2 (RFC 9380, 6.6.2 and 8.8.2). The x coordinate stays a quotient, to save a division.
/// </summary>
internal static class SimplifiedSwu
{
    /// <summary>Coefficients of the isogenous curve.</summary>
    public static readonly Fp2 A = new(Fp.Zero, Fp.FromInteger(240));

    /// <summary>Coefficients of the isogenous curve.</summary>
    public static readonly Fp2 B = new(Fp.FromInteger(1012), Fp.FromInteger(1012));

    private static readonly Fp2 Z = -new Fp2(Fp.FromInteger(2), Fp.One);

    /// <summary>The point (numerator / denominator, y) that <paramref name="u"/> maps to.</summary>
    public static (Fp2 Numerator, Fp2 Denominator, Fp2 Y) Map(in Fp2 u)
    {
        Fp2 zuu = Z * u.Square();
        Fp2 sum = zuu.Square() + zuu;
        // x1 = -B/A (1 + 1/sum), or B/(Z A) if the sum is zero.
        Fp2 numerator = B * (sum + Fp2.One);
        Fp2 denominator = A * (sum.IsZero ? Z : -sum);

        // g(x1) = (n^3 + A n d^2 + B d^3) / d^3
        Fp2 squared = denominator.Square();
        Fp2 cubed = squared * denominator;
        Fp2 value = (numerator.Square() + A * squared) * numerator + B * cubed;
        if (!SquareRoot.OfQuotient(value, cubed, out Fp2 y))
        {
            // x2 = Z u^2 x1, where g(x2) = (Z u^2)^3 g(x1); y is a root of Z g(x1).
            numerator *= zuu;
            y = y * zuu * u;
        }

        return (numerator, denominator, y.IsOdd == u.IsOdd ? y : -y);
    }
}
