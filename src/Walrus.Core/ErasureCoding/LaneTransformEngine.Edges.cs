using System.Numerics;

namespace Walrus.Core.ErasureCoding;

/// <content>Transforms at whose edge only the first positions count.</content>
internal sealed unsafe partial class LaneTransformEngine<TVector, TLane, TSubfieldLane>
{
    public override void AddInterpolated(byte* planes, byte* sum, PlaneLayout layout, int size, int end, int delta)
    {
        int levels = EdgeLevels(size, end);
        int used = size >> levels;
        new Span<byte>(planes + (nint)end * layout.Stride, (used - end) * layout.Stride).Clear();
        Interpolate(planes, layout, used, 0, end, delta);
        if (levels == 0)
            Add(planes, sum, layout, size);
        else
            AddEdge(levels, planes, sum, layout, used, delta);
    }

    private static int Passes(int size) => (BitOperations.Log2((uint)size) + TLane.MaxLevels - 1) / TLane.MaxLevels;

    // At how many of the highest levels, up to those of a pass, the end lies in the first half of the positions.
    private static int EdgeLevels(int size, int end)
    {
        int levels = 0;
        while (levels < EdgeButterflies<TVector, TLane>.MaxLevels && size > 1 && end <= size / 2)
        {
            size /= 2;
            levels++;
        }

        return levels;
    }

    private void EvaluateEdge(int levels, byte* source, byte* target, PlaneLayout layout, int distance, int delta)
    {
        if (AreOfSubfield(distance, 0, delta))
            EvaluateEdge<TSubfieldLane>(levels, source, target, layout, distance, delta);
        else
            EvaluateEdge<TLane>(levels, source, target, layout, distance, delta);
    }

    private void EvaluateEdge<TFactors>(int levels, byte* source, byte* target, PlaneLayout layout, int distance, int delta)
        where TFactors : struct, ILane<TVector>
    {
        nint step = (nint)distance * layout.Stride;
        byte* level0 = Table(delta / distance), level1 = Table(delta / (2 * distance)), level2 = Table(delta / (4 * distance));
        for (int i = 0; i < distance; i++, source += layout.Stride, target += layout.Stride)
            EdgeButterflies<TVector, TFactors>.Evaluate(levels, source, target, step, layout, level2, level1, level0);
    }

    private void AddEdge(int levels, byte* source, byte* sum, PlaneLayout layout, int distance, int delta)
    {
        if (AreOfSubfield(distance, 0, delta))
            AddEdge<TSubfieldLane>(levels, source, sum, layout, distance, delta);
        else
            AddEdge<TLane>(levels, source, sum, layout, distance, delta);
    }

    private void AddEdge<TFactors>(int levels, byte* source, byte* sum, PlaneLayout layout, int distance, int delta)
        where TFactors : struct, ILane<TVector>
    {
        nint step = (nint)distance * layout.Stride;
        byte* level0 = Table(delta / distance), level1 = Table(delta / (2 * distance)), level2 = Table(delta / (4 * distance));
        for (int i = 0; i < distance; i++, source += layout.Stride, sum += layout.Stride)
            EdgeButterflies<TVector, TFactors>.AddInterpolated(levels, source, sum, step, layout, level2, level1, level0);
    }
}
