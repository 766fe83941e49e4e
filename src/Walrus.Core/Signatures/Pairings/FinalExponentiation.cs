using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Pairings;

/// <summary>
/// The power 3 (p^12 - 1) / r, which maps the Miller loop's value to a root of unity. The factor 3, prime to r, makes the
/// exponent (x - 1)² (x + p) (x² + p² - 1) + 3 after the easy part (Hayashida, Hayasaka and Teruya, 2020).
/// </summary>
internal static class FinalExponentiation
{
    /// <summary>The power of <paramref name="value"/>, which is not zero.</summary>
    public static Fp12 Power(in Fp12 value)
    {
        // (p^6 - 1) (p² + 1): from here on the conjugate is the reciprocal.
        Fp12 easy = value.Conjugate() * value.Invert();
        Fp12 m = easy.Frobenius().Frobenius() * easy;

        Fp12 t = PowerOfParameter(m) * m.Conjugate();
        t = PowerOfParameter(t) * t.Conjugate();
        t = PowerOfParameter(t) * t.Frobenius();
        t = PowerOfParameter(PowerOfParameter(t)) * t.Frobenius().Frobenius() * t.Conjugate();
        return t * m.SquareCyclotomic() * m;
    }

    // The power x, negative: that of |x|, conjugated.
    private static Fp12 PowerOfParameter(in Fp12 value)
    {
        Fp12 result = value;
        for (int bit = 62; bit >= 0; bit--)
        {
            result = result.SquareCyclotomic();
            if ((Point<Fp2, G2>.AbsoluteParameter >> bit & 1) != 0)
                result *= value;
        }

        return result.Conjugate();
    }
}
