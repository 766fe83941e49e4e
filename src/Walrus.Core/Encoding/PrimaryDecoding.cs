using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Slivers;

namespace Walrus.Core.Encoding;

/// <summary>Decodes a blob from primary slivers: present rows are copied, missing ones recovered column by column.</summary>
internal sealed class PrimaryDecoding : IUnitWorker, IDisposable
{
    // A transform of up to four chunks: smaller positions than for encoding keep it in the second-level cache.
    private const int TargetBytes = LinePacking.TargetBytes / 2;

    private readonly BlobMatrixTarget _matrix;
    private readonly ErasurePattern _pattern;
    private readonly LinePacking _packing;
    private readonly LineDecoder _decoder;
    private readonly NativeMemoryBlock _piece;

    private PrimaryDecoding(BlobMatrixTarget matrix, ErasurePattern pattern, Sliver[] slivers, LinePacking packing)
    {
        _matrix = matrix;
        _pattern = pattern;
        _packing = packing;
        _decoder = new LineDecoder(pattern, slivers, packing);
        _piece = NativePool.Rent(packing.PositionSize);
    }

    public static void Run(BlobMatrixTarget matrix, Sliver[] slivers, EncodingOptions options)
    {
        foreach (Sliver sliver in slivers.TakeWhile(sliver => sliver.Index.Value < matrix.Rows))
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            matrix.Write(sliver.Index.Value, 0, 0, sliver.Data.Span);
        }

        ErasurePattern pattern = LineDecoder.PatternOf(CodeShape.ForSliver(matrix.Parameters, Axis.Secondary), slivers);
        if (pattern.MissingSources.Length == 0)
            return;
        LinePacking packing = new(matrix.SymbolSize, matrix.Columns, TargetBytes);
        int units = (matrix.Columns + packing.Lines - 1) / packing.Lines;
        ProgressMeter? progress = ProgressMeter.For(options, matrix.Length, units);
        ParallelWork.Run(units, options, () => new PrimaryDecoding(matrix, pattern, slivers, packing), progress);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _decoder.Dispose();
        _piece.Dispose();
    }

    /// <inheritdoc/>
    public unsafe void Process(int unit)
    {
        int first = unit * _packing.Lines;
        int count = Math.Min(_packing.Lines, _matrix.Columns - first);
        for (int slice = 0; slice < _packing.Slices; slice++)
        {
            int size = _packing.SizeOf(slice);
            _decoder.Decode(first, count, slice);
            Span<byte> piece = new(_piece.Address, count * size);
            foreach (int row in _pattern.MissingSources)
            {
                _decoder.Read(row, count, slice, piece, size);
                _matrix.Write(row, first, _packing.OffsetOf(slice), piece);
            }
        }
    }
}
