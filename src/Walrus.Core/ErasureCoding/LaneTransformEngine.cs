using System.Numerics;
using System.Runtime.InteropServices;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// One tier: cuts a transform in passes of a few levels whose values stay in registers. <typeparamref name="TSubfieldLane"/> computes
/// where all factors are of the subfield, with the same tables; it may be <typeparamref name="TLane"/> again.
/// </summary>
internal sealed unsafe partial class LaneTransformEngine<TVector, TLane, TSubfieldLane> : TransformEngine
    where TVector : unmanaged
    where TLane : struct, ILane<TVector>
    where TSubfieldLane : struct, ILane<TVector>
{
    // Factors are even values below the largest transform domain: 2048 positions serve every shard count up to 1000.
    private const int LargestDomain = 2048;

    // Lives as long as the process, as the engine does.
    private readonly byte* _tables = (byte*)NativeMemory.AlignedAlloc((nuint)(LargestDomain / 2 * TLane.TableSize), 64);

    public LaneTransformEngine()
    {
        for (int factor = 0; factor < LargestDomain; factor += 2)
            WriteTable((ushort)factor, Table(factor));
    }

    public override string Name => TLane.Name;

    public override int TableSize => TLane.TableSize;

    public override void WriteTable(ushort factor, byte* table) =>
        TLane.WriteTable(new Multiplier(factor, stackalloc ushort[Multiplier.Bits]), table);

    public override void Evaluate(byte* source, byte* target, PlaneLayout layout, int size, int first, int end, int delta)
    {
        // At the first point the upper half has factor 0: it adds nothing to the lower one.
        while (delta == 0 && size > 1 && end <= size / 2)
            size /= 2;
        // An edge takes a pass of its own, and so must spare one.
        for (int levels = EdgeLevels(size, end); Passes(size >> levels) < Passes(size); levels = EdgeLevels(size, end))
        {
            size >>= levels;
            EvaluateEdge(levels, source, target, layout, size, delta);
            source = target;
        }

        EvaluateWhole(source, target, layout, size, first, end, delta);
    }

    public override void Interpolate(byte* planes, PlaneLayout layout, int size, int first, int end, int delta)
    {
        int levels = BitOperations.Log2((uint)size);
        for (int distance = 1; distance < size;)
        {
            int taken = NextPass(levels);
            levels -= taken;
            int span = distance << taken;
            for (int start = first & -span; start < end; start += span)
                InterpolateGroup(taken, planes, layout, distance, start, delta);
            distance = span;
        }
    }

    public override void Scale(byte* source, byte* target, PlaneLayout layout, int count, byte* table)
    {
        nint high = layout.Values;
        for (byte* end = target + (nint)layout.Stride * count; target < end; target += layout.Stride, source += layout.Stride)
        {
            for (nint i = 0; i < high; i += TLane.Width)
            {
                TVector lows = TLane.Load(source + i), highs = TLane.Load(source + i + high);
                TLane.Store(target + i, TLane.AddLow(default, lows, highs, table));
                TLane.Store(target + i + high, TLane.AddHigh(default, lows, highs, table));
            }
        }
    }

    public override void AddScaled(byte* source, byte* target, PlaneLayout layout, int count, byte* table)
    {
        nint high = layout.Values;
        for (byte* end = target + (nint)layout.Stride * count; target < end; target += layout.Stride, source += layout.Stride)
        {
            for (nint i = 0; i < high; i += TLane.Width)
            {
                TVector lows = TLane.Load(source + i), highs = TLane.Load(source + i + high);
                TLane.Store(target + i, TLane.AddLow(TLane.Load(target + i), lows, highs, table));
                TLane.Store(target + i + high, TLane.AddHigh(TLane.Load(target + i + high), lows, highs, table));
            }
        }
    }

    public override void Add(byte* source, byte* target, PlaneLayout layout, int count)
    {
        nint length = (nint)layout.Stride * count;
        for (nint i = 0; i < length; i += TLane.Width)
            TLane.Store(target + i, TLane.Xor(TLane.Load(target + i), TLane.Load(source + i)));
    }

    private byte* Table(int factor) => _tables + (nint)(factor >> 1) * TLane.TableSize;

    // Threes as long as no single level is left over at the end, which would cost a whole pass.
    private static int NextPass(int levels) => levels == 4 && TLane.MaxLevels == 3 ? 2 : Math.Min(levels, TLane.MaxLevels);

    // A pass uses the factors from one multiple of a power of two up to the next at its lowest level, and smaller ones above it: the
    // first decides.
    private static bool AreOfSubfield(int distance, int start, int delta) => (start + delta) / distance < CantorField.SubfieldSize;

    private void EvaluateWhole(byte* source, byte* target, PlaneLayout layout, int size, int first, int end, int delta)
    {
        // The size is compared, never its logarithm with 0: on processors without LZCNT the runtime compiles that wrong (decision 0011).
        if (size == 1)
        {
            if (source != target)
                Buffer.MemoryCopy(source, target, layout.Stride, layout.Stride);
            return;
        }

        int levels = BitOperations.Log2((uint)size);
        for (int span = size; span > 1;)
        {
            int taken = NextPass(levels);
            levels -= taken;
            int distance = span >> taken;
            for (int start = first & -span; start < end; start += span)
                EvaluateGroup(taken, source, target, layout, distance, start, delta);
            source = target;
            span = distance;
        }
    }

    private void EvaluateGroup(int levels, byte* source, byte* target, PlaneLayout layout, int distance, int start, int delta)
    {
        if (AreOfSubfield(distance, start, delta))
            EvaluateGroup<TSubfieldLane>(levels, source, target, layout, distance, start, delta);
        else
            EvaluateGroup<TLane>(levels, source, target, layout, distance, start, delta);
    }

    private void EvaluateGroup<TFactors>(int levels, byte* source, byte* target, PlaneLayout layout, int distance, int start, int delta)
        where TFactors : struct, ILane<TVector>
    {
        source += (nint)start * layout.Stride;
        target += (nint)start * layout.Stride;
        nint step = (nint)distance * layout.Stride;
        byte* level0 = Table((start + delta) / distance);
        byte* level1 = Table((start + delta) / (2 * distance));
        byte* level2 = Table((start + delta) / (4 * distance));
        for (int i = 0; i < distance; i++, source += layout.Stride, target += layout.Stride)
        {
            if (levels == 1)
                Butterflies<TVector, TFactors>.Evaluate1(source, target, step, layout, level0);
            else if (levels == 2)
                Butterflies<TVector, TFactors>.Evaluate2(source, target, step, layout, level1, level0);
            else
                Butterflies<TVector, TFactors>.Evaluate3(source, target, step, layout, level2, level1, level0);
        }
    }

    private void InterpolateGroup(int levels, byte* planes, PlaneLayout layout, int distance, int start, int delta)
    {
        if (AreOfSubfield(distance, start, delta))
            InterpolateGroup<TSubfieldLane>(levels, planes, layout, distance, start, delta);
        else
            InterpolateGroup<TLane>(levels, planes, layout, distance, start, delta);
    }

    private void InterpolateGroup<TFactors>(int levels, byte* planes, PlaneLayout layout, int distance, int start, int delta)
        where TFactors : struct, ILane<TVector>
    {
        byte* group = planes + (nint)start * layout.Stride;
        nint step = (nint)distance * layout.Stride;
        byte* level0 = Table((start + delta) / distance);
        byte* level1 = Table((start + delta) / (2 * distance));
        byte* level2 = Table((start + delta) / (4 * distance));
        for (int i = 0; i < distance; i++, group += layout.Stride)
        {
            if (levels == 1)
                Butterflies<TVector, TFactors>.Interpolate1(group, step, layout, level0);
            else if (levels == 2)
                Butterflies<TVector, TFactors>.Interpolate2(group, step, layout, level1, level0);
            else
                Butterflies<TVector, TFactors>.Interpolate3(group, step, layout, level2, level1, level0);
        }
    }
}
