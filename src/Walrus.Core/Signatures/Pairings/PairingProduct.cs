using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Pairings;

/// <summary>Products of optimal ate pairings e(P, Q), which share squarings and one final exponentiation.</summary>
internal static class PairingProduct
{
    /// <summary>Whether the product of the pairings is one.</summary>
    public static bool IsOne(MillerPoint[] pairs) => FinalExponentiation.Power(MillerLoop(pairs)).Equals(Fp12.One);

    /// <summary>The product before the final exponentiation.</summary>
    public static Fp12 MillerLoop(MillerPoint[] pairs)
    {
        Fp12 value = Fp12.One;
        for (int bit = 62; bit >= 0; bit--)
        {
            value = value.Square();
            for (int i = 0; i < pairs.Length; i++)
                value = pairs[i].Double(value);
            if ((Point<Fp2, G2>.AbsoluteParameter >> bit & 1) == 0)
                continue;
            for (int i = 0; i < pairs.Length; i++)
                value = pairs[i].Add(value);
        }

        // The parameter is negative, and so is the loop's exponent.
        return value.Conjugate();
    }
}
