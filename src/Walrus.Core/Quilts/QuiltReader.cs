using Walrus.Core.Encoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Slivers;

namespace Walrus.Core.Quilts;

/// <summary>
/// Reads the index and single patches of a quilt from the columns that hold them, which are secondary slivers, without the rest
/// (data plane 12). Whoever brings slivers has verified them. Memory is bounded by what is brought. Immutable.
/// </summary>
public sealed class QuiltReader
{
    private readonly BlobId _quilt;
    private readonly QuiltGeometry _geometry;

    /// <summary>A reader of a blob that may be a quilt.</summary>
    /// <exception cref="InvalidQuiltException">No quilt has the length of this blob.</exception>
    public QuiltReader(VerifiedBlobMetadata metadata)
    {
        _quilt = metadata.BlobId;
        _geometry = new QuiltGeometry(metadata.Parameters, metadata.SymbolSize);
        if (metadata.UnencodedLength != _geometry.Length)
            throw new InvalidQuiltException($"Blob {_quilt} is no quilt: it has {metadata.UnencodedLength} bytes, which do not fill its columns.");
    }

    /// <summary>How many columns the index takes, beginning with the first, which says so.</summary>
    /// <param name="first">Secondary sliver 0.</param>
    /// <exception cref="ArgumentException">This is another sliver.</exception>
    /// <exception cref="InvalidQuiltException">The blob is no quilt of version 1.</exception>
    public int CountIndexColumns(Sliver first)
    {
        RequireColumn(first, 0);
        return _geometry.ColumnsFor(QuiltIndexFormat.SizeFrom(first.Data.Span, _geometry));
    }

    /// <summary>Reads the index.</summary>
    /// <param name="columns">Secondary slivers from 0 on, as many as <see cref="CountIndexColumns"/> says or more.</param>
    /// <exception cref="ArgumentException">These are other slivers, or too few.</exception>
    /// <exception cref="InvalidQuiltException">The blob is no quilt of version 1, or its index is damaged.</exception>
    public QuiltIndex ReadIndex(IReadOnlyList<Sliver> columns)
    {
        SliverStream stream = Join(columns, 0);
        if (columns.Count == 0)
            throw new ArgumentException("The first column is missing.", nameof(columns));
        int size = QuiltIndexFormat.SizeFrom(columns[0].Data.Span, _geometry);
        if (size > stream.Length)
            throw new ArgumentException($"The index takes {_geometry.ColumnsFor(size)} columns, not {columns.Count}.", nameof(columns));
        byte[] bytes = new byte[size];
        stream.Read(0, bytes);
        return new QuiltIndex(QuiltIndexFormat.Read(bytes, _geometry));
    }

    /// <summary>Reads a patch.</summary>
    /// <param name="columns">Where it lies.</param>
    /// <param name="slivers">The secondary slivers that hold these columns, in order.</param>
    /// <exception cref="ArgumentException">These are other slivers, or too few.</exception>
    /// <exception cref="InvalidQuiltException">There is no patch in these columns.</exception>
    public QuiltPatchData ReadPatch(QuiltColumns columns, IReadOnlyList<Sliver> slivers)
    {
        RequirePlace(columns);
        if (slivers.Count != columns.Count)
            throw new ArgumentException($"The columns {columns} are {columns.Count} slivers, not {slivers.Count}.", nameof(slivers));
        return QuiltPatchFormat.Read(Join(slivers, columns.Start.Value));
    }

    /// <summary>Requires that a patch can lie in these columns, before anything is fetched.</summary>
    /// <exception cref="InvalidQuiltException">None can.</exception>
    public void RequirePlace(QuiltColumns columns)
    {
        if (columns.Count <= 0 || columns.Start.Value == 0 || columns.End.Value > _geometry.Columns)
            throw new InvalidQuiltException($"Quilt {_quilt} has no patch in the columns {columns}.");
    }

    /// <summary>One column from the whole blob, for readers who have it anyway.</summary>
    /// <exception cref="ArgumentException">The blob has another length, or there is no such column.</exception>
    public Sliver ReadColumn(IBlobSource blob, SliverIndex column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column.Value, _geometry.Columns, nameof(column));
        if (blob.Length != _geometry.Length)
            throw new ArgumentException($"The quilt has {_geometry.Length} bytes, not {blob.Length}.", nameof(blob));
        byte[] data = new byte[_geometry.ColumnSize];
        for (int row = 0; row < _geometry.Rows; row++)
        {
            long offset = (long)row * _geometry.RowSize + (long)column.Value * _geometry.SymbolSize;
            blob.Read(offset, data.AsSpan(row * _geometry.SymbolSize, _geometry.SymbolSize));
        }

        return new Sliver(Axis.Secondary, column, _geometry.SymbolSize, data);
    }

    private SliverStream Join(IReadOnlyList<Sliver> slivers, int start)
    {
        for (int i = 0; i < slivers.Count; i++)
            RequireColumn(slivers[i], start + i);
        return new SliverStream([.. slivers], _geometry.ColumnSize);
    }

    private void RequireColumn(Sliver sliver, int column)
    {
        if (sliver.Axis != Axis.Secondary || sliver.Index.Value != column || sliver.Data.Length != _geometry.ColumnSize)
            throw new ArgumentException($"Secondary sliver {column} is expected, not {sliver.Axis} sliver {sliver.Index} of {sliver.Data.Length} bytes.");
    }
}
