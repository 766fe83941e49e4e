using Walrus.Core.Parameters;

namespace Walrus.Core.Quilts;

/// <summary>Chooses the symbol size of a quilt (data plane 12.3).</summary>
internal static class QuiltPacking
{
    /// <summary>The smallest symbols, in bytes, with which everything fits.</summary>
    /// <param name="parameters">The network's parameters.</param>
    /// <param name="indexSize">Bytes of the index with what stands before it.</param>
    /// <param name="patchSizes">Bytes of every patch with what stands before its contents.</param>
    /// <exception cref="QuiltRefusedException">There are too many patches, or too many bytes.</exception>
    public static int SymbolSize(RedStuffParameters parameters, int indexSize, IReadOnlyList<long> patchSizes)
    {
        int rows = parameters.PrimarySymbols;
        if (patchSizes.Count >= parameters.SecondarySymbols)
        {
            throw new QuiltRefusedException(
                QuiltRefusal.TooManyPatches, $"A quilt of {parameters.Shards} shards holds at most {parameters.SecondarySymbols - 1} patches, not {patchSizes.Count}.");
        }

        int least = Math.Max(Ceiling(indexSize, QuiltGeometry.MaxIndexColumns * rows), Ceiling(QuiltIndexFormat.PrefixSize, rows));
        int size = Smallest(least, symbolSize => Fits(new QuiltGeometry(parameters, symbolSize), indexSize, patchSizes));
        return size + (size & 1);
    }

    // What fits still fits with larger symbols.
    private static int Smallest(int least, Func<int, bool> fits)
    {
        int most = RedStuffParameters.MaxSymbolSize;
        if (least > most || !fits(most))
            throw new QuiltRefusedException(QuiltRefusal.QuiltTooLarge, "The patches together are larger than a quilt can be.");
        while (least < most)
        {
            int middle = (least + most) / 2;
            if (fits(middle))
                most = middle;
            else
                least = middle + 1;
        }

        return least;
    }

    private static bool Fits(QuiltGeometry geometry, int indexSize, IReadOnlyList<long> patchSizes)
    {
        long columns = geometry.ColumnsFor(indexSize);
        foreach (long size in patchSizes)
            columns += (size + geometry.ColumnSize - 1) / geometry.ColumnSize;
        return columns <= geometry.Columns;
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
