using System.Runtime.CompilerServices;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// One, two or three levels of a transform where only the first of each 2, 4 or 8 positions counts: because the others are zero
/// before, or because nobody asks for them afterwards. Positions are <c>step</c> bytes apart; level 0 joins neighbours, as with
/// <see cref="Butterflies{TVector, TLane}"/>.
/// </summary>
internal static unsafe class EdgeButterflies<TVector, TLane>
    where TVector : unmanaged
    where TLane : struct, ILane<TVector>
{
    /// <summary>Most levels of a pass. They need few registers: every tier has enough.</summary>
    public const int MaxLevels = 3;

    /// <summary>From coefficients towards values: writes the first position and leaves out the others.</summary>
    public static void Evaluate(
        int levels, byte* source, byte* target, nint step, PlaneLayout layout, byte* level2, byte* level1, byte* level0)
    {
        nint high = layout.Values;
        for (nint i = 0; i < high; i += TLane.Width, source += TLane.Width, target += TLane.Width)
        {
            TVector l, h;
            if (levels == 1)
                Join1(source, step, high, level0, out l, out h);
            else if (levels == 2)
                Join2(source, step, high, level1, level0, out l, out h);
            else
                Join3(source, step, high, level2, level1, level0, out l, out h);
            TLane.Store(target, l);
            TLane.Store(target + high, h);
        }
    }

    /// <summary>From values, all zero but the first, towards coefficients: adds those of every position to <paramref name="sum"/>.</summary>
    public static void AddInterpolated(
        int levels, byte* source, byte* sum, nint step, PlaneLayout layout, byte* level2, byte* level1, byte* level0)
    {
        nint high = layout.Values;
        for (nint i = 0; i < high; i += TLane.Width, source += TLane.Width, sum += TLane.Width)
        {
            TVector l = TLane.Load(source), h = TLane.Load(source + high);
            if (levels == 1)
                Spread1(sum, step, high, l, h, level0);
            else if (levels == 2)
                Spread2(sum, step, high, l, h, level1, level0);
            else
                Spread3(sum, step, high, l, h, level2, level1, level0);
        }
    }

    // A + t·B of two positions.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join1(byte* at, nint step, nint high, byte* level0, out TVector l, out TVector h)
    {
        TVector bLow = TLane.Load(at + step), bHigh = TLane.Load(at + step + high);
        l = TLane.AddLow(TLane.Load(at), bLow, bHigh, level0);
        h = TLane.AddHigh(TLane.Load(at + high), bLow, bHigh, level0);
    }

    // Of the four positions the first and the third, and the second and the fourth; then what became of both.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join2(byte* at, nint step, nint high, byte* level1, byte* level0, out TVector l, out TVector h)
    {
        Join1(at, 2 * step, high, level1, out TVector aLow, out TVector aHigh);
        Join1(at + step, 2 * step, high, level1, out TVector bLow, out TVector bHigh);
        l = TLane.AddLow(aLow, bLow, bHigh, level0);
        h = TLane.AddHigh(aHigh, bLow, bHigh, level0);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join3(byte* at, nint step, nint high, byte* level2, byte* level1, byte* level0, out TVector l, out TVector h)
    {
        Join2(at, 2 * step, high, level2, level1, out TVector aLow, out TVector aHigh);
        Join2(at + step, 2 * step, high, level2, level1, out TVector bLow, out TVector bHigh);
        l = TLane.AddLow(aLow, bLow, bHigh, level0);
        h = TLane.AddHigh(aHigh, bLow, bHigh, level0);
    }

    // B is zero and becomes A; then A becomes A + t·A.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread1(byte* sum, nint step, nint high, TVector l, TVector h, byte* level0)
    {
        Add(sum, high, TLane.AddLow(l, l, h, level0), TLane.AddHigh(h, l, h, level0));
        Add(sum + step, high, l, h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread2(byte* sum, nint step, nint high, TVector l, TVector h, byte* level1, byte* level0)
    {
        Spread1(sum, 2 * step, high, TLane.AddLow(l, l, h, level0), TLane.AddHigh(h, l, h, level0), level1);
        Spread1(sum + step, 2 * step, high, l, h, level1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread3(byte* sum, nint step, nint high, TVector l, TVector h, byte* level2, byte* level1, byte* level0)
    {
        Spread2(sum, 2 * step, high, TLane.AddLow(l, l, h, level0), TLane.AddHigh(h, l, h, level0), level2, level1);
        Spread2(sum + step, 2 * step, high, l, h, level2, level1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(byte* sum, nint high, TVector l, TVector h)
    {
        TLane.Store(sum, TLane.Xor(TLane.Load(sum), l));
        TLane.Store(sum + high, TLane.Xor(TLane.Load(sum + high), h));
    }
}
