using System.Runtime.CompilerServices;

namespace Walrus.Core.Signatures.Fields;

/// <summary>
/// Numbers below 2^384 as seven limbs of 56 bits, lowest first. A word has room for the sum of 256 limbs, so that sums of products
/// carry once at the end, not at every term: a carry costs the runtime a comparison and two moves.
/// </summary>
internal static unsafe class LimbForm
{
    /// <summary>Limbs of a number.</summary>
    public const int Count = 7;

    /// <summary>Bits of a limb.</summary>
    public const int Bits = 56;

    /// <summary>How far a factor is shifted left for the upper word of a product to be its upper limb.</summary>
    public const int Shift = 64 - Bits;

    /// <summary>The bits of one limb.</summary>
    public const ulong Mask = (1UL << Bits) - 1;

    /// <summary>Bits of the last limb up to 2^384.</summary>
    public const int LastBits = 384 - (Count - 1) * Bits;

    /// <summary>The limbs of p, shifted.</summary>
    public static ReadOnlySpan<ulong> ShiftedModulus =>
    [
        Fp.P0 << 8, (Fp.P0 >> 56 | Fp.P1 << 8) << 8, (Fp.P1 >> 48 | Fp.P2 << 16) << 8, (Fp.P2 >> 40 | Fp.P3 << 24) << 8,
        (Fp.P3 >> 32 | Fp.P4 << 32) << 8, (Fp.P4 >> 24 | Fp.P5 << 40) << 8, Fp.P5 >> 16 << 8,
    ];

    /// <summary>Writes the limbs of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(in Fp value, ulong* limbs)
    {
        limbs[0] = value.L0 & Mask;
        limbs[1] = (value.L0 >> 56 | value.L1 << 8) & Mask;
        limbs[2] = (value.L1 >> 48 | value.L2 << 16) & Mask;
        limbs[3] = (value.L2 >> 40 | value.L3 << 24) & Mask;
        limbs[4] = (value.L3 >> 32 | value.L4 << 32) & Mask;
        limbs[5] = (value.L4 >> 24 | value.L5 << 40) & Mask;
        limbs[6] = value.L5 >> 16;
    }

    /// <summary>Writes the limbs of a number, shifted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SplitShifted(in Fp value, ulong* limbs)
    {
        limbs[0] = value.L0 << 8;
        limbs[1] = (value.L0 >> 56 | value.L1 << 8) << 8;
        limbs[2] = (value.L1 >> 48 | value.L2 << 16) << 8;
        limbs[3] = (value.L2 >> 40 | value.L3 << 24) << 8;
        limbs[4] = (value.L3 >> 32 | value.L4 << 32) << 8;
        limbs[5] = (value.L4 >> 24 | value.L5 << 40) << 8;
        limbs[6] = value.L5 >> 16 << 8;
    }

    /// <summary>
    /// The number of a value below 2p that stands in sums of limb products: <paramref name="rest"/> at bit 0, and the others, still
    /// with their carries, every 56 bits from bit 8 on.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp Join(ulong rest, ulong t1, ulong t2, ulong t3, ulong t4, ulong t5, ulong t6, ulong t7)
    {
        t1 += rest >> 8;
        t2 += t1 >> Bits;
        t3 += t2 >> Bits;
        t4 += t3 >> Bits;
        t5 += t4 >> Bits;
        t6 += t5 >> Bits;
        t7 += t6 >> Bits;
        t2 &= Mask;
        t3 &= Mask;
        t4 &= Mask;
        t5 &= Mask;
        t6 &= Mask;
        return Fp.Reduce(
            (rest & 0xff) | t1 << 8, t2 | t3 << 56, t3 >> 8 | t4 << 48, t4 >> 16 | t5 << 40, t5 >> 24 | t6 << 32, t6 >> 32 | t7 << 24);
    }
}
