using Walrus.Core.ErasureCoding;

namespace Walrus.Core.Encoding;

/// <summary>
/// The same range of bytes of every symbol of a blob. Blobs whose parity columns would take too much memory are encoded slab by slab;
/// others in one that covers whole symbols.
/// </summary>
/// <param name="FirstSlice">First slice of the packing.</param>
/// <param name="EndSlice">Slice behind the last.</param>
/// <param name="Offset">Where the slab starts in a symbol.</param>
/// <param name="Size">Bytes of each symbol in the slab.</param>
internal readonly record struct Slab(int FirstSlice, int EndSlice, int Offset, int Size)
{
    /// <summary>Most bytes of parity columns that are kept at a time.</summary>
    public const long MaxParity = 220L << 20;

    /// <summary>The slabs of a blob, in order; each has at most <paramref name="maxParity"/> bytes of parity columns, or one slice.</summary>
    public static Slab[] Of(BlobMatrix matrix, long maxParity)
    {
        LinePacking packing = new(matrix.SymbolSize, maxLines: 1);
        long sliceOfParity = (long)matrix.Rows * matrix.Parameters.MaxFaulty * packing.SliceSize;
        int slices = (int)Math.Clamp(maxParity / sliceOfParity, 1, packing.Slices);
        Slab[] slabs = new Slab[(packing.Slices + slices - 1) / slices];
        for (int i = 0; i < slabs.Length; i++)
        {
            int first = i * slices, end = Math.Min(first + slices, packing.Slices);
            slabs[i] = new Slab(first, end, packing.OffsetOf(first), packing.OffsetOf(end) - packing.OffsetOf(first));
        }

        return slabs;
    }
}
