namespace Walrus.Core.Signatures.Curves;

/// <summary>Multiples of points.</summary>
internal readonly partial struct Point<TField, TCurve>
{
    /// <summary>The BLS parameter is -0xd201000000010000; curve, twist and pairing all derive from it.</summary>
    public const ulong AbsoluteParameter = 0xd201000000010000;

    /// <summary>|x| times the point, x the parameter of the curve: 63 doubles and 5 sums.</summary>
    public Point<TField, TCurve> TimesAbsoluteParameter() => Multiply([AbsoluteParameter]);

    /// <summary>A multiple by a public number, words lowest first: time depends on the number.</summary>
    public Point<TField, TCurve> Multiply(ReadOnlySpan<ulong> scalar)
    {
        Point<TField, TCurve> result = Infinity;
        bool started = false;
        for (int bit = 64 * scalar.Length - 1; bit >= 0; bit--)
        {
            if (started)
                result = result.Double();
            if ((scalar[bit >> 6] >> (bit & 63) & 1) == 0)
                continue;
            result = started ? result + this : this;
            started = true;
        }

        return result;
    }
}
