using System.Runtime.CompilerServices;

namespace Walrus.Core.Signatures.Fields;

/// <summary>
/// Montgomery multiplication modulo p with R = 2^384, one row of six products and one row of reduction in turn.
/// The top word of p has spare bits, so that no row carries into a seventh word.
/// </summary>
internal static class Montgomery<TWide> where TWide : struct, IWideProduct
{
    /// <summary>a b / R mod p, for a and b below p.</summary>
    [SkipLocalsInit]
    public static Fp Multiply(in Fp a, in Fp b)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0;
        Row(a, b.L0, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        Row(a, b.L1, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        Row(a, b.L2, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        Row(a, b.L3, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        Row(a, b.L4, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        Row(a, b.L5, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        return Fp.Reduce(t0, t1, t2, t3, t4, t5);
    }

    /// <summary>t = (t + a b + m p) / 2^64, where m makes the lowest word vanish.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(in Fp a, ulong b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5)
    {
        ulong product = 0, reduction = 0;
        ulong s = Accumulate(t0, a.L0, b, ref product);
        ulong m = s * Fp.NegatedInverse;
        Accumulate(s, m, Fp.P0, ref reduction);
        s = Accumulate(t1, a.L1, b, ref product);
        t0 = Accumulate(s, m, Fp.P1, ref reduction);
        s = Accumulate(t2, a.L2, b, ref product);
        t1 = Accumulate(s, m, Fp.P2, ref reduction);
        s = Accumulate(t3, a.L3, b, ref product);
        t2 = Accumulate(s, m, Fp.P3, ref reduction);
        s = Accumulate(t4, a.L4, b, ref product);
        t3 = Accumulate(s, m, Fp.P4, ref reduction);
        s = Accumulate(t5, a.L5, b, ref product);
        t4 = Accumulate(s, m, Fp.P5, ref reduction);
        t5 = product + reduction;
    }

    /// <summary>The low word of addend + a b + carry; leaves the high word as the carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Accumulate(ulong addend, ulong a, ulong b, ref ulong carry)
    {
        ulong high = TWide.High(a, b);
        ulong low = a * b + addend;
        high += low < addend ? 1UL : 0;
        low += carry;
        high += low < carry ? 1UL : 0;
        carry = high;
        return low;
    }
}
