namespace Walrus.Core.Encoding;

/// <summary>The source rows of a slab with all their columns: those of the blob, then the parity columns of the first pass.</summary>
internal readonly unsafe struct ExpandedRows(BlobMatrix matrix, ParityColumns? parity, Slab slab)
{
    public BlobMatrix Matrix => matrix;

    /// <summary>Whether the parity columns were kept.</summary>
    public bool HasParity => parity is not null;

    /// <summary>How many of <paramref name="count"/> columns from <paramref name="first"/> on are those of the blob.</summary>
    public int SourcesAmong(int first, int count) => Math.Clamp(matrix.Columns - first, 0, count);

    /// <summary>Reads the slab of neighbouring symbols of a row, one after another.</summary>
    public void Read(int row, int firstColumn, int count, Span<byte> destination)
    {
        int sources = SourcesAmong(firstColumn, count);
        int sourceSize = sources * slab.Size;
        ReadSources(row, firstColumn, destination[..sourceSize]);
        ReadParities(row, firstColumn + sources - matrix.Columns, destination[sourceSize..(count * slab.Size)]);
    }

    private void ReadSources(int row, int column, Span<byte> destination)
    {
        int contiguous = slab.Size == matrix.SymbolSize ? destination.Length : slab.Size;
        for (; !destination.IsEmpty; column++, destination = destination[contiguous..])
            matrix.Read(row, column, slab.Offset, destination[..contiguous]);
    }

    private void ReadParities(int row, int column, Span<byte> destination)
    {
        int contiguous = slab.Size == parity?.SymbolStride ? destination.Length : slab.Size;
        for (; !destination.IsEmpty; column++, destination = destination[contiguous..])
            new ReadOnlySpan<byte>(parity!.Symbol(row, column), contiguous).CopyTo(destination);
    }
}
