using System.Runtime.CompilerServices;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// The butterflies of one, two or three levels of a transform on one group of positions, with the values of 2, 4 or 8 positions in
/// registers. Positions of a group are <c>step</c> bytes apart; the tables of each level follow one another, as factors of
/// neighbouring butterflies differ by 2 (data plane 4.5).
/// </summary>
internal static unsafe class Butterflies<TVector, TLane>
    where TVector : unmanaged
    where TLane : struct, ILane<TVector>
{
    /// <summary>One level from coefficients towards values.</summary>
    public static void Evaluate1(byte* source, byte* target, nint step, PlaneLayout layout, byte* level0)
    {
        nint high = layout.Values;
        for (nint i = 0; i < high; i += TLane.Width)
        {
            Load(source + i, high, out TVector l0, out TVector h0);
            Load(source + i + step, high, out TVector l1, out TVector h1);
            Evaluate(ref l0, ref h0, ref l1, ref h1, level0);
            Store(target + i, high, l0, h0);
            Store(target + i + step, high, l1, h1);
        }
    }

    /// <summary>Two levels from coefficients towards values.</summary>
    public static void Evaluate2(byte* source, byte* target, nint step, PlaneLayout layout, byte* level1, byte* level0)
    {
        nint high = layout.Values;
        for (nint i = 0; i < high; i += TLane.Width)
        {
            byte* from = source + i, to = target + i;
            Load(from, high, out TVector l0, out TVector h0);
            Load(from + step, high, out TVector l1, out TVector h1);
            Load(from + 2 * step, high, out TVector l2, out TVector h2);
            Load(from + 3 * step, high, out TVector l3, out TVector h3);
            Evaluate(ref l0, ref h0, ref l2, ref h2, level1);
            Evaluate(ref l1, ref h1, ref l3, ref h3, level1);
            Evaluate(ref l0, ref h0, ref l1, ref h1, level0);
            Evaluate(ref l2, ref h2, ref l3, ref h3, level0 + TLane.TableSize);
            Store(to, high, l0, h0);
            Store(to + step, high, l1, h1);
            Store(to + 2 * step, high, l2, h2);
            Store(to + 3 * step, high, l3, h3);
        }
    }

    /// <summary>Three levels from coefficients towards values.</summary>
    public static void Evaluate3(byte* source, byte* target, nint step, PlaneLayout layout, byte* level2, byte* level1, byte* level0)
    {
        nint high = layout.Values;
        for (nint i = 0; i < high; i += TLane.Width)
        {
            byte* from = source + i, to = target + i;
            Load(from, high, out TVector l0, out TVector h0);
            Load(from + step, high, out TVector l1, out TVector h1);
            Load(from + 2 * step, high, out TVector l2, out TVector h2);
            Load(from + 3 * step, high, out TVector l3, out TVector h3);
            Load(from + 4 * step, high, out TVector l4, out TVector h4);
            Load(from + 5 * step, high, out TVector l5, out TVector h5);
            Load(from + 6 * step, high, out TVector l6, out TVector h6);
            Load(from + 7 * step, high, out TVector l7, out TVector h7);
            Evaluate(ref l0, ref h0, ref l4, ref h4, level2);
            Evaluate(ref l1, ref h1, ref l5, ref h5, level2);
            Evaluate(ref l2, ref h2, ref l6, ref h6, level2);
            Evaluate(ref l3, ref h3, ref l7, ref h7, level2);
            Evaluate(ref l0, ref h0, ref l2, ref h2, level1);
            Evaluate(ref l1, ref h1, ref l3, ref h3, level1);
            Evaluate(ref l4, ref h4, ref l6, ref h6, level1 + TLane.TableSize);
            Evaluate(ref l5, ref h5, ref l7, ref h7, level1 + TLane.TableSize);
            Evaluate(ref l0, ref h0, ref l1, ref h1, level0);
            Evaluate(ref l2, ref h2, ref l3, ref h3, level0 + TLane.TableSize);
            Evaluate(ref l4, ref h4, ref l5, ref h5, level0 + 2 * TLane.TableSize);
            Evaluate(ref l6, ref h6, ref l7, ref h7, level0 + 3 * TLane.TableSize);
            Store(to, high, l0, h0);
            Store(to + step, high, l1, h1);
            Store(to + 2 * step, high, l2, h2);
            Store(to + 3 * step, high, l3, h3);
            Store(to + 4 * step, high, l4, h4);
            Store(to + 5 * step, high, l5, h5);
            Store(to + 6 * step, high, l6, h6);
            Store(to + 7 * step, high, l7, h7);
        }
    }

    /// <summary>One level from values towards coefficients, in place.</summary>
    public static void Interpolate1(byte* group, nint step, PlaneLayout layout, byte* level0)
    {
        nint high = layout.Values;
        for (nint i = 0; i < high; i += TLane.Width)
        {
            Load(group + i, high, out TVector l0, out TVector h0);
            Load(group + i + step, high, out TVector l1, out TVector h1);
            Interpolate(ref l0, ref h0, ref l1, ref h1, level0);
            Store(group + i, high, l0, h0);
            Store(group + i + step, high, l1, h1);
        }
    }

    /// <summary>Two levels from values towards coefficients, in place.</summary>
    public static void Interpolate2(byte* group, nint step, PlaneLayout layout, byte* level1, byte* level0)
    {
        nint high = layout.Values;
        for (nint i = 0; i < high; i += TLane.Width)
        {
            byte* at = group + i;
            Load(at, high, out TVector l0, out TVector h0);
            Load(at + step, high, out TVector l1, out TVector h1);
            Load(at + 2 * step, high, out TVector l2, out TVector h2);
            Load(at + 3 * step, high, out TVector l3, out TVector h3);
            Interpolate(ref l0, ref h0, ref l1, ref h1, level0);
            Interpolate(ref l2, ref h2, ref l3, ref h3, level0 + TLane.TableSize);
            Interpolate(ref l0, ref h0, ref l2, ref h2, level1);
            Interpolate(ref l1, ref h1, ref l3, ref h3, level1);
            Store(at, high, l0, h0);
            Store(at + step, high, l1, h1);
            Store(at + 2 * step, high, l2, h2);
            Store(at + 3 * step, high, l3, h3);
        }
    }

    /// <summary>Three levels from values towards coefficients, in place.</summary>
    public static void Interpolate3(byte* group, nint step, PlaneLayout layout, byte* level2, byte* level1, byte* level0)
    {
        nint high = layout.Values;
        for (nint i = 0; i < high; i += TLane.Width)
        {
            byte* at = group + i;
            Load(at, high, out TVector l0, out TVector h0);
            Load(at + step, high, out TVector l1, out TVector h1);
            Load(at + 2 * step, high, out TVector l2, out TVector h2);
            Load(at + 3 * step, high, out TVector l3, out TVector h3);
            Load(at + 4 * step, high, out TVector l4, out TVector h4);
            Load(at + 5 * step, high, out TVector l5, out TVector h5);
            Load(at + 6 * step, high, out TVector l6, out TVector h6);
            Load(at + 7 * step, high, out TVector l7, out TVector h7);
            Interpolate(ref l0, ref h0, ref l1, ref h1, level0);
            Interpolate(ref l2, ref h2, ref l3, ref h3, level0 + TLane.TableSize);
            Interpolate(ref l4, ref h4, ref l5, ref h5, level0 + 2 * TLane.TableSize);
            Interpolate(ref l6, ref h6, ref l7, ref h7, level0 + 3 * TLane.TableSize);
            Interpolate(ref l0, ref h0, ref l2, ref h2, level1);
            Interpolate(ref l1, ref h1, ref l3, ref h3, level1);
            Interpolate(ref l4, ref h4, ref l6, ref h6, level1 + TLane.TableSize);
            Interpolate(ref l5, ref h5, ref l7, ref h7, level1 + TLane.TableSize);
            Interpolate(ref l0, ref h0, ref l4, ref h4, level2);
            Interpolate(ref l1, ref h1, ref l5, ref h5, level2);
            Interpolate(ref l2, ref h2, ref l6, ref h6, level2);
            Interpolate(ref l3, ref h3, ref l7, ref h7, level2);
            Store(at, high, l0, h0);
            Store(at + step, high, l1, h1);
            Store(at + 2 * step, high, l2, h2);
            Store(at + 3 * step, high, l3, h3);
            Store(at + 4 * step, high, l4, h4);
            Store(at + 5 * step, high, l5, h5);
            Store(at + 6 * step, high, l6, h6);
            Store(at + 7 * step, high, l7, h7);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(byte* at, nint high, out TVector lows, out TVector highs)
    {
        lows = TLane.Load(at);
        highs = TLane.Load(at + high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(byte* at, nint high, TVector lows, TVector highs)
    {
        TLane.Store(at, lows);
        TLane.Store(at + high, highs);
    }

    // A += t·B, then B += A.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Evaluate(ref TVector aLow, ref TVector aHigh, ref TVector bLow, ref TVector bHigh, byte* table)
    {
        aLow = TLane.AddLow(aLow, bLow, bHigh, table);
        aHigh = TLane.AddHigh(aHigh, bLow, bHigh, table);
        bLow = TLane.Xor(bLow, aLow);
        bHigh = TLane.Xor(bHigh, aHigh);
    }

    // B += A, then A += t·B.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interpolate(ref TVector aLow, ref TVector aHigh, ref TVector bLow, ref TVector bHigh, byte* table)
    {
        bLow = TLane.Xor(bLow, aLow);
        bHigh = TLane.Xor(bHigh, aHigh);
        aLow = TLane.AddLow(aLow, bLow, bHigh, table);
        aHigh = TLane.AddHigh(aHigh, bLow, bHigh, table);
    }
}
