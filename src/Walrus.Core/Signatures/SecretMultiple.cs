using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures;

/// <summary>
/// Multiples by secret numbers: the same steps whatever the number, and table entries chosen by going over the whole table.
/// </summary>
internal static class SecretMultiple
{
    private const int DigitBits = 4, TableSize = 1 << DigitBits;

    /// <summary>
    /// A multiple of a point of G2. There -ψ multiplies by |x|, so that the four digits of the number to the base |x| go
    /// through one run of 64 doublings, a bit of each at a time.
    /// </summary>
    public static Point<Fp2, G2> OfG2(in Point<Fp2, G2> point, in SecretScalar scalar)
    {
        Span<Point<Fp2, G2>> sums = new Point<Fp2, G2>[TableSize];
        sums[0] = Point<Fp2, G2>.Infinity;
        Point<Fp2, G2> image = point;
        for (int filled = 1; filled < TableSize; filled *= 2)
        {
            for (int i = 0; i < filled; i++)
                sums[filled + i] = sums[i] + image;
            image = -G2.Psi(image);
        }

        Span<ulong> digits = stackalloc ulong[4];
        scalar.WriteDigits(digits);
        Point<Fp2, G2> result = Point<Fp2, G2>.Infinity;
        for (int bit = 63; bit >= 0; bit--)
        {
            ulong index = (digits[0] >> bit & 1) | (digits[1] >> bit & 1) << 1 | (digits[2] >> bit & 1) << 2 | (digits[3] >> bit & 1) << 3;
            result = result.Double() + Choose(sums, index);
        }

        digits.Clear();
        return result;
    }

    /// <summary>A multiple of the generator of G1.</summary>
    public static Point<Fp, G1> OfGenerator(in SecretScalar scalar)
    {
        Span<Point<Fp, G1>> multiples = new Point<Fp, G1>[TableSize];
        Point<Fp, G1> generator = new(G1.Generator);
        multiples[0] = Point<Fp, G1>.Infinity;
        for (int i = 1; i < TableSize; i++)
            multiples[i] = multiples[i - 1] + generator;

        Span<byte> bytes = stackalloc byte[SecretScalar.Length];
        scalar.Write(bytes);
        Point<Fp, G1> result = Point<Fp, G1>.Infinity;
        for (int digit = 0; digit < 2 * bytes.Length; digit++)
        {
            ulong index = (ulong)(bytes[digit / 2] >> (DigitBits * (1 - digit % 2))) & (TableSize - 1);
            result = result.Double().Double().Double().Double() + Choose(multiples, index);
        }

        bytes.Clear();
        return result;
    }

    private static Point<TField, TCurve> Choose<TField, TCurve>(ReadOnlySpan<Point<TField, TCurve>> table, ulong index)
        where TField : struct, IField<TField>
        where TCurve : struct, ICurve<TField>
    {
        Point<TField, TCurve> chosen = table[0];
        for (int i = 1; i < table.Length; i++)
            chosen = Point<TField, TCurve>.Select(Limbs.EqualMask((ulong)i, index), table[i], chosen);
        return chosen;
    }
}
