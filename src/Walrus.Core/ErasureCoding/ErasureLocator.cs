using System.Numerics;

namespace Walrus.Core.ErasureCoding;

/// <summary>
/// Values of the erasure polynomial of one pattern of received symbols (data plane 4.6), within the smallest domain that holds every
/// received symbol. Computed once for a pattern, whatever the number of code words.
/// </summary>
internal sealed class ErasureLocator
{
    private readonly ushort[] _logarithms;

    /// <summary>For exactly k distinct code indices.</summary>
    public ErasureLocator(CodeShape shape, ReadOnlySpan<int> received)
    {
        // Parity that nobody received may lie outside the domain; sources must lie within.
        int last = shape.Position(shape.Sources - 1);
        foreach (int index in received)
            last = Math.Max(last, shape.Position(index));
        DomainSize = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(last + 1, shape.ChunkSize));
        _logarithms = SumLogarithms(MarkErased(shape, received));
    }

    /// <summary>Positions of the transform, a power of two.</summary>
    public int DomainSize { get; }

    /// <summary>Factor of a received symbol at <paramref name="position"/> before the transform.</summary>
    public ushort FactorBefore(int position) => CantorField.Exp[_logarithms[position]];

    /// <summary>Factor of an erased symbol at <paramref name="position"/> after the transform.</summary>
    public ushort FactorAfter(int position) => CantorField.Exp[CantorField.Order - _logarithms[position]];

    private long[] MarkErased(CodeShape shape, ReadOnlySpan<int> received)
    {
        long[] erased = new long[DomainSize];
        erased.AsSpan().Fill(1);
        (int zeroStart, int zeroEnd) = shape.Rate == CodeRate.Low ? (shape.Sources, shape.ChunkSize) : (shape.End, DomainSize);
        erased.AsSpan(zeroStart, zeroEnd - zeroStart).Clear();
        foreach (int index in received)
            erased[shape.Position(index)] = 0;
        return erased;
    }

    // For every q the sum of log(q ^ e) over erased positions e other than q: a convolution over XOR.
    private static ushort[] SumLogarithms(long[] erased)
    {
        int size = erased.Length;
        long[] logarithms = new long[size];
        for (int value = 1; value < size; value++)
            logarithms[value] = CantorField.Log[value];
        Walsh(logarithms);
        Walsh(erased);
        for (int i = 0; i < size; i++)
            erased[i] *= logarithms[i];
        Walsh(erased);
        ushort[] sums = new ushort[size];
        for (int i = 0; i < size; i++)
            sums[i] = (ushort)(erased[i] / size % CantorField.Order);
        return sums;
    }

    // Exact in 64 bits: 2048 positions times 2048 sums of at most 2048 logarithms of 16 bits.
    private static void Walsh(long[] values)
    {
        for (int distance = 1; distance < values.Length; distance *= 2)
        {
            for (int start = 0; start < values.Length; start += 2 * distance)
            {
                for (int i = start; i < start + distance; i++)
                    (values[i], values[i + distance]) = (values[i] + values[i + distance], values[i] - values[i + distance]);
            }
        }
    }
}
