using System.Buffers;
using Walrus.Core.Encoding;

namespace Walrus.Core.Quilts;

/// <summary>
/// A quilt as the blob it is, row by row, from streams that lie in it column by column. Several rows that are read at once are
/// neighbours in every column, and read from its stream at once.
/// </summary>
internal sealed class ColumnReader : IBlobSource
{
    private const int PieceBytes = 1 << 16;

    private readonly QuiltGeometry _geometry;
    private readonly (ColumnStream Stream, int Start)?[] _columns;

    /// <summary>A quilt of streams, each with the columns that it fills.</summary>
    public ColumnReader(QuiltGeometry geometry, IEnumerable<(ColumnStream Stream, QuiltColumns Columns)> streams)
    {
        _geometry = geometry;
        _columns = new (ColumnStream, int)?[geometry.Columns];
        foreach ((ColumnStream stream, QuiltColumns columns) in streams)
            _columns.AsSpan(columns.Start.Value, columns.Count).Fill((stream, columns.Start.Value));
    }

    /// <inheritdoc/>
    public long Length => _geometry.Length;

    /// <inheritdoc/>
    public void Read(long offset, Span<byte> destination)
    {
        BlobRange.Require(offset, destination.Length, Length);
        while (!destination.IsEmpty)
        {
            int row = (int)(offset / _geometry.RowSize);
            int within = (int)(offset % _geometry.RowSize);
            int rows = within == 0 ? destination.Length / _geometry.RowSize : 0;
            int count = rows > 0 ? rows * _geometry.RowSize : Math.Min(destination.Length, _geometry.RowSize - within);
            if (rows > 0)
                ReadRows(row, rows, destination[..count]);
            else
                ReadPart(row, within, destination[..count]);
            destination = destination[count..];
            offset += count;
        }
    }

    private void ReadRows(int first, int count, Span<byte> destination)
    {
        int size = _geometry.SymbolSize;
        int rowsAtOnce = Math.Max(PieceBytes / size, 1);
        byte[] piece = ArrayPool<byte>.Shared.Rent(Math.Min(count, rowsAtOnce) * size);
        for (int row = 0; row < count; row += rowsAtOnce)
        {
            int rows = Math.Min(rowsAtOnce, count - row);
            Span<byte> symbols = piece.AsSpan(0, rows * size);
            for (int column = 0; column < _geometry.Columns; column++)
            {
                ReadColumn(column, (first + row) * size, symbols);
                for (int i = 0; i < rows; i++)
                    symbols.Slice(i * size, size).CopyTo(destination[((row + i) * _geometry.RowSize + column * size)..]);
            }
        }

        ArrayPool<byte>.Shared.Return(piece);
    }

    private void ReadPart(int row, int within, Span<byte> destination)
    {
        int size = _geometry.SymbolSize;
        while (!destination.IsEmpty)
        {
            (int column, int offset) = Math.DivRem(within, size);
            int count = Math.Min(size - offset, destination.Length);
            ReadColumn(column, row * size + offset, destination[..count]);
            destination = destination[count..];
            within += count;
        }
    }

    private void ReadColumn(int column, int offset, Span<byte> destination)
    {
        if (_columns[column] is not var (stream, start))
            destination.Clear();
        else
            stream.Read((long)(column - start) * _geometry.ColumnSize + offset, destination);
    }
}
