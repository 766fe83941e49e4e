using System.Runtime.CompilerServices;

namespace Walrus.Core.Signatures.Fields;

/// <summary>Powers: the reciprocal and both kinds of roots come from the one exponent (p - 3) / 4.</summary>
internal readonly partial struct Fp
{
    /// <summary>(p - 3) / 4, lowest word first.</summary>
    public static ReadOnlySpan<ulong> RootExponent =>
        [0xee7fbfffffffeaaa, 0x07aaffffac54ffff, 0xd9cc34a83dac3d89, 0xd91dd2e13ce144af, 0x92c6e9ed90d2eb35, 0x0680447a8e5ff9a6];

    /// <summary>
    /// e = a^((p-3)/4): a e is a root of a if there is one, and of -a otherwise, because p = 3 mod 4;
    /// e is the reciprocal of that root, up to sign; e^4 a is the reciprocal of a.
    /// </summary>
    [SkipLocalsInit]
    public Fp PowRootExponent()
    {
        // Four bits at a time. The exponent is fixed, hence so is the path through the table.
        Span<Fp> powers = stackalloc Fp[16];
        powers[0] = One;
        for (int i = 1; i < powers.Length; i++)
            powers[i] = powers[i - 1] * this;
        ReadOnlySpan<ulong> exponent = RootExponent;
        Fp result = powers[(int)(exponent[5] >> 56) & 15];
        for (int bit = 376 - 4; bit >= 0; bit -= 4)
        {
            result = result.Square().Square().Square().Square();
            int digit = (int)(exponent[bit >> 6] >> (bit & 63)) & 15;
            if (digit != 0)
                result *= powers[digit];
        }

        return result;
    }

    public Fp Invert()
    {
        Fp e = PowRootExponent();
        return e.Square().Square() * this;
    }
}
