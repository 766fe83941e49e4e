using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Quilts;

/// <summary>How the columns of a quilt lie in its blob (data plane 12.1).</summary>
/// <param name="Parameters">The network's parameters.</param>
/// <param name="SymbolSize">s.</param>
internal readonly record struct QuiltGeometry(RedStuffParameters Parameters, int SymbolSize)
{
    /// <summary>The most columns that an index may take.</summary>
    public const int MaxIndexColumns = 10;

    /// <summary>k1.</summary>
    public int Rows => Parameters.PrimarySymbols;

    /// <summary>k2.</summary>
    public int Columns => Parameters.SecondarySymbols;

    /// <summary>Bytes of a column.</summary>
    public int ColumnSize => Rows * SymbolSize;

    /// <summary>Bytes of a row.</summary>
    public int RowSize => Columns * SymbolSize;

    /// <summary>Bytes of the whole quilt.</summary>
    public long Length => (long)Rows * RowSize;

    /// <summary>Columns that a stream of bytes takes.</summary>
    public int ColumnsFor(long bytes) => (int)((bytes + ColumnSize - 1) / ColumnSize);

    /// <summary>The columns from <paramref name="start"/> on that a stream of bytes takes.</summary>
    public QuiltColumns ColumnsFrom(int start, long bytes) => new(new SliverIndex(start), new SliverIndex(start + ColumnsFor(bytes)));
}
