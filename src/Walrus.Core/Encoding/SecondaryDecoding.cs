using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Slivers;

namespace Walrus.Core.Encoding;

/// <summary>Decodes a blob from secondary slivers: whole rows are put together from present and recovered columns.</summary>
internal sealed class SecondaryDecoding : IUnitWorker, IDisposable
{
    private const int TargetBytes = LinePacking.TargetBytes / 2;

    private readonly BlobMatrixTarget _matrix;
    private readonly ErasurePattern _pattern;
    private readonly Sliver[] _slivers;
    private readonly LinePacking _packing;
    private readonly LineDecoder? _decoder;
    private readonly NativeMemoryBlock _rows;

    private SecondaryDecoding(BlobMatrixTarget matrix, ErasurePattern pattern, Sliver[] slivers, LinePacking packing)
    {
        _matrix = matrix;
        _pattern = pattern;
        _slivers = slivers;
        _packing = packing;
        _decoder = pattern.MissingSources.Length == 0 ? null : new LineDecoder(pattern, slivers, packing);
        _rows = NativePool.Rent((long)packing.Lines * matrix.RowSize);
    }

    public static void Run(BlobMatrixTarget matrix, Sliver[] slivers, EncodingOptions options)
    {
        ErasurePattern pattern = LineDecoder.PatternOf(CodeShape.ForSliver(matrix.Parameters, Axis.Primary), slivers);
        LinePacking packing = new(matrix.SymbolSize, matrix.Rows, TargetBytes);
        int units = (matrix.Rows + packing.Lines - 1) / packing.Lines;
        ProgressMeter? progress = ProgressMeter.For(options, matrix.Length, units);
        ParallelWork.Run(units, options, () => new SecondaryDecoding(matrix, pattern, slivers, packing), progress);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _decoder?.Dispose();
        _rows.Dispose();
    }

    /// <inheritdoc/>
    public unsafe void Process(int unit)
    {
        int first = unit * _packing.Lines;
        int count = Math.Min(_packing.Lines, _matrix.Rows - first);
        Span<byte> rows = new(_rows.Address, count * _matrix.RowSize);
        foreach (Sliver sliver in _slivers.TakeWhile(sliver => sliver.Index.Value < _matrix.Columns))
            CopyColumn(sliver, first, count, rows);
        for (int slice = 0; slice < _packing.Slices && _decoder is not null; slice++)
        {
            _decoder.Decode(first, count, slice);
            foreach (int column in _pattern.MissingSources)
                _decoder.Read(column, count, slice, rows[(column * _matrix.SymbolSize + _packing.OffsetOf(slice))..], _matrix.RowSize);
        }

        _matrix.Write(first, 0, 0, rows);
    }

    private void CopyColumn(Sliver sliver, int first, int count, Span<byte> rows)
    {
        int size = _matrix.SymbolSize;
        ReadOnlySpan<byte> symbols = sliver.Data.Span.Slice(first * size, count * size);
        for (int row = 0; row < count; row++)
            symbols.Slice(row * size, size).CopyTo(rows[(row * _matrix.RowSize + sliver.Index.Value * size)..]);
    }
}
