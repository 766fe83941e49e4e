using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Walrus.Core.Signatures.Fields;

/// <summary>
/// Montgomery multiplication modulo p with R = 2^384, of one product or of a sum of two: for every limb of the second factors
/// a row of limb products, then a row of reduction. A sum of two costs one reduction, not two.
/// </summary>
/// <remarks>
/// Seven rows of at most two products and one reduction leave less than 2^62 in a sum of limbs. The result is below 2p before its
/// last reduction, because p is below R/9: (2 p^2 + p R) / R is below 3p/2.
/// </remarks>
internal static unsafe class Montgomery<TWide> where TWide : struct, IWideProduct
{
    // A pair of factors: the first one's limbs shifted, then the second one's.
    private const int Pair = 2 * LimbForm.Count;

    /// <summary>a b / R mod p, for a and b below p.</summary>
    [SkipLocalsInit]
    public static Fp Multiply(in Fp a, in Fp b)
    {
        ulong* pairs = stackalloc ulong[Pair + 1];
        Split(a, b, pairs);
        return Sum(1, pairs, pairs + Pair);
    }

    /// <summary>(a b + c d) / R mod p, for factors below p.</summary>
    [SkipLocalsInit]
    public static Fp MultiplyAdd(in Fp a, in Fp b, in Fp c, in Fp d)
    {
        ulong* pairs = stackalloc ulong[2 * Pair + 1];
        Split(a, b, pairs);
        Split(c, d, pairs + Pair);
        return Sum(2, pairs, pairs + 2 * Pair);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Split(in Fp a, in Fp b, ulong* pair)
    {
        LimbForm.SplitShifted(a, pair);
        LimbForm.Split(b, pair + LimbForm.Count);
    }

    /// <summary>A sum of products; inlined with a constant number of them. The sums of limbs change their roles from step to step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Fp Sum(int products, ulong* pairs, ulong* low)
    {
        ulong* p = (ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(LimbForm.ShiftedModulus));
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0, t5 = 0, t6 = 0, t7 = 0;
        Step(products, pairs, 0, p, low, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
        Step(products, pairs, 1, p, low, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t0);
        Step(products, pairs, 2, p, low, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7, ref t0, ref t1);
        Step(products, pairs, 3, p, low, ref t3, ref t4, ref t5, ref t6, ref t7, ref t0, ref t1, ref t2);
        Step(products, pairs, 4, p, low, ref t4, ref t5, ref t6, ref t7, ref t0, ref t1, ref t2, ref t3);
        Step(products, pairs, 5, p, low, ref t5, ref t6, ref t7, ref t0, ref t1, ref t2, ref t3, ref t4);
        Rows(products, pairs, 6, low, ref t6, ref t7, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        ulong multiple = t6 * Fp.NegatedInverse & ((1UL << LimbForm.LastBits) - 1);
        Row(p, multiple, low, ref t6, ref t7, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5);
        return LimbForm.Join(t6 >> LimbForm.LastBits, t7, t0, t1, t2, t3, t4, t5);
    }

    /// <summary>Adds the products with a limb and the multiple of p that makes the lowest limb vanish, and passes on its carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        int products, ulong* pairs, int limb, ulong* p, ulong* low,
        ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5, ref ulong t6, ref ulong t7)
    {
        Rows(products, pairs, limb, low, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
        Row(p, t0 * Fp.NegatedInverse & LimbForm.Mask, low, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
        t1 += t0 >> LimbForm.Bits;
        t0 = 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Rows(
        int products, ulong* pairs, int limb, ulong* low,
        ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5, ref ulong t6, ref ulong t7)
    {
        ulong* limbs = pairs + LimbForm.Count + limb;
        Row(pairs, *limbs, low, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
        if (products > 1)
            Row(pairs + Pair, limbs[Pair], low, ref t0, ref t1, ref t2, ref t3, ref t4, ref t5, ref t6, ref t7);
    }

    /// <summary>Adds the products of one limb and all limbs of a shifted number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Row(
        ulong* shifted, ulong limb, ulong* low,
        ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4, ref ulong t5, ref ulong t6, ref ulong t7)
    {
        Accumulate(limb, shifted[0], low, ref t0, ref t1);
        Accumulate(limb, shifted[1], low, ref t1, ref t2);
        Accumulate(limb, shifted[2], low, ref t2, ref t3);
        Accumulate(limb, shifted[3], low, ref t3, ref t4);
        Accumulate(limb, shifted[4], low, ref t4, ref t5);
        Accumulate(limb, shifted[5], low, ref t5, ref t6);
        Accumulate(limb, shifted[6], low, ref t6, ref t7);
    }

    /// <summary>Adds the two limbs of a product to the sums of their places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Accumulate(ulong limb, ulong shifted, ulong* low, ref ulong sum, ref ulong next)
    {
        next += TWide.Multiply(limb, shifted, low);
        sum += *low >> LimbForm.Shift;
    }
}
