using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Encoding;

/// <summary>Works off groups of columns; the workspace of one thread.</summary>
internal sealed unsafe class ColumnWorker : IDisposable
{
    private readonly BlobMatrix _matrix;
    private readonly ParityColumns? _parity;
    private readonly SliverOutput _output;
    private readonly LinePacking _packing;
    private readonly CodeEncoder _encoder;
    private readonly ColumnLeaves? _leaves;
    private readonly NativeMemoryBlock _symbols;
    private readonly int _symbolsStride;
    private readonly int _endOfRows;

    public ColumnWorker(BlobMatrix matrix, ParityColumns? parity, ColumnHashes? hashes, SliverOutput output, LinePacking packing)
    {
        _matrix = matrix;
        _parity = parity;
        _output = output;
        _packing = packing;
        CodeShape shape = CodeShape.ForSliver(matrix.Parameters, Axis.Secondary);
        _encoder = new CodeEncoder(shape, new PlaneLayout(packing.PositionSize / 2), TransformEngine.Best);
        _symbolsStride = (packing.PositionSize + PlaneLayout.Alignment - 1) / PlaneLayout.Alignment * PlaneLayout.Alignment;
        _symbols = NativePool.Rent((long)shape.Symbols * _symbolsStride);
        _leaves = hashes is null ? null : new ColumnLeaves(matrix.Parameters.Shards, packing, hashes);
        _endOfRows = hashes is null ? output.EndOfWanted(Axis.Primary, matrix.Rows) : shape.Symbols;
    }

    /// <summary>Works off <paramref name="count"/> columns from <paramref name="first"/> on.</summary>
    public void Process(int first, int count)
    {
        for (int column = first; column < first + count; column += _packing.Lines)
        {
            int lines = Math.Min(_packing.Lines, first + count - column);
            for (int slice = 0; slice < _packing.Slices; slice++)
            {
                ColumnGroup group = new(column, lines, _packing.OffsetOf(slice), _packing.SizeOf(slice));
                Load(group);
                Encode(group);
                WritePrimaries(group);
                _leaves?.Add(column - first, lines, slice, Symbols, _symbolsStride);
            }
        }

        _leaves?.Finish(first, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _symbols.Dispose();
        _leaves?.Dispose();
    }

    private ReadOnlySpan<byte> Symbols => new(_symbols.Address, _matrix.Parameters.Shards * _symbolsStride);

    private byte* Row(int row) => _symbols.Address + (nint)row * _symbolsStride;

    private void Load(ColumnGroup group)
    {
        int sources = Math.Clamp(_matrix.Columns - group.First, 0, group.Count);
        int parities = group.Count - sources;
        int sourceSize = sources * group.Size;
        for (int row = 0; row < _matrix.Rows; row++)
        {
            if (sources > 0)
                _matrix.Read(row, group.First, group.Offset, new Span<byte>(Row(row), sourceSize));
            if (parities == 0)
                continue;
            byte* parity = _parity!.Symbol(row, group.First + sources - _matrix.Columns) + group.Offset;
            new ReadOnlySpan<byte>(parity, parities * group.Size).CopyTo(new Span<byte>(Row(row) + sourceSize, parities * group.Size));
        }
    }

    private void Encode(ColumnGroup group)
    {
        int values = _encoder.Layout.Values;
        for (int chunk = 0; chunk < _encoder.SourceChunks; chunk++)
        {
            byte* planes = _encoder.Sources(chunk);
            (int row, int end) = _encoder.SourcesOf(chunk);
            for (; row < end; row++, planes += _encoder.Layout.Stride)
                SymbolPacker.Pack(Row(row), group.Size, group.Size, group.Count, planes, planes + values);
            _encoder.Absorb(chunk);
        }

        for (int chunk = 0; chunk < _encoder.RecoveryChunks; chunk++)
        {
            (int recovery, int end) = _encoder.RecoveriesOf(chunk);
            end = Math.Min(end, _endOfRows - _matrix.Rows);
            if (recovery >= end)
                break;
            byte* planes = _encoder.Produce(chunk, end);
            for (; recovery < end; recovery++, planes += _encoder.Layout.Stride)
            {
                int row = _matrix.Rows + recovery;
                if (_leaves is not null || _output.Wants(Axis.Primary, row))
                    SymbolPacker.Unpack(planes, planes + values, Row(row), group.Size, group.Size, group.Count);
            }
        }
    }

    private void WritePrimaries(ColumnGroup group)
    {
        int sources = Math.Clamp(_matrix.Columns - group.First, 0, group.Count);
        if (sources == 0)
            return;
        int offset = group.First * _matrix.SymbolSize + group.Offset;
        for (int row = _matrix.Rows; row < _endOfRows; row++)
        {
            if (_output.Wants(Axis.Primary, row))
                _output.Write(Axis.Primary, row, offset, new ReadOnlySpan<byte>(Row(row), sources * group.Size));
        }
    }

    /// <summary>Columns of one run of the code, and the slice of their symbols.</summary>
    private readonly record struct ColumnGroup(int First, int Count, int Offset, int Size);
}
