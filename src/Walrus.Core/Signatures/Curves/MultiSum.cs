using System.Diagnostics;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Curves;

/// <summary>Sums of multiples by public 128-bit numbers, which share their doublings (Straus); time depends on the numbers.</summary>
internal static class MultiSum<TField, TCurve>
    where TField : struct, IField<TField>
    where TCurve : struct, ICurve<TField>
{
    private const int DigitBits = 4, Digits = 128 / DigitBits, TableSize = 1 << DigitBits;

    /// <summary>The sum of scalars[i] points[i].</summary>
    public static Point<TField, TCurve> Of(ReadOnlySpan<AffinePoint<TField>> points, ReadOnlySpan<UInt128> scalars)
    {
        Debug.Assert(points.Length == scalars.Length);
        Point<TField, TCurve>[] multiples = new Point<TField, TCurve>[points.Length * TableSize];
        for (int i = 0; i < points.Length; i++)
            FillMultiples(points[i], multiples.AsSpan(i * TableSize, TableSize));

        Point<TField, TCurve> sum = Point<TField, TCurve>.Infinity;
        for (int digit = Digits - 1; digit >= 0; digit--)
        {
            sum = sum.Double().Double().Double().Double();
            for (int i = 0; i < points.Length; i++)
            {
                int value = (int)(scalars[i] >> (digit * DigitBits)) & (TableSize - 1);
                if (value != 0)
                    sum += multiples[i * TableSize + value];
            }
        }

        return sum;
    }

    private static void FillMultiples(in AffinePoint<TField> point, Span<Point<TField, TCurve>> multiples)
    {
        multiples[0] = Point<TField, TCurve>.Infinity;
        multiples[1] = new Point<TField, TCurve>(point);
        for (int i = 2; i < multiples.Length; i++)
            multiples[i] = multiples[i - 1] + multiples[1];
    }
}
