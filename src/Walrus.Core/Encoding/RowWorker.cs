using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Encoding;

/// <summary>Works off groups of rows; the workspace of one thread.</summary>
internal sealed unsafe class RowWorker : IDisposable
{
    private readonly BlobMatrix _matrix;
    private readonly ParityColumns? _parity;
    private readonly SliverOutput _output;
    private readonly LinePacking _packing;
    private readonly CodeEncoder _encoder;
    private readonly NativeMemoryBlock _memory;
    private readonly byte* _rows;
    private readonly byte* _piece;
    private readonly int _endOfParity;

    public RowWorker(BlobMatrix matrix, ParityColumns? parity, SliverOutput output, LinePacking packing)
    {
        _matrix = matrix;
        _parity = parity;
        _output = output;
        _packing = packing;
        CodeShape shape = CodeShape.ForSliver(matrix.Parameters, Axis.Primary);
        _encoder = new CodeEncoder(shape, new PlaneLayout(packing.PositionSize / 2), TransformEngine.Best);
        long rowsSize = (long)packing.Lines * matrix.Columns * packing.SliceSize;
        _memory = NativePool.Rent(rowsSize + packing.PositionSize);
        _rows = _memory.Address;
        _piece = _memory.Address + rowsSize;
        _endOfParity = parity is not null ? shape.Recoveries : output.EndOfWanted(Axis.Secondary, matrix.Columns) - matrix.Columns;
    }

    /// <summary>Works off one group of rows.</summary>
    public void Process(int unit)
    {
        int first = unit * _packing.Lines;
        int count = Math.Min(_packing.Lines, _matrix.Rows - first);
        for (int slice = 0; slice < _packing.Slices; slice++)
        {
            RowGroup group = new(first, count, _packing.OffsetOf(slice), _packing.SizeOf(slice));
            Load(group);
            WriteSources(group);
            if (_endOfParity > 0)
                Encode(group);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _memory.Dispose();
    }

    // Whole rows lie as in the blob; of slices there is one row, whose slices follow one another.
    private nint RowStride => (nint)_matrix.Columns * _packing.SliceSize;

    private byte* Symbol(int column) => _rows + (nint)column * _packing.SliceSize;

    private void Load(RowGroup group)
    {
        if (_packing.Slices == 1)
        {
            _matrix.Read(group.First, 0, 0, new Span<byte>(_rows, group.Count * _matrix.RowSize));
            return;
        }

        for (int column = 0; column < _matrix.Columns; column++)
            _matrix.Read(group.First, column, group.Offset, new Span<byte>(Symbol(column), group.Size));
    }

    private void WriteSources(RowGroup group)
    {
        for (int i = 0; i < group.Count; i++)
        {
            if (_output.Wants(Axis.Primary, group.First + i))
                WritePrimary(group, i);
        }

        for (int column = 0; column < _matrix.Columns; column++)
        {
            if (_output.Wants(Axis.Secondary, column))
                WriteSecondary(group, column);
        }
    }

    private void WritePrimary(RowGroup group, int line)
    {
        if (_packing.Slices == 1)
        {
            _output.Write(Axis.Primary, group.First + line, 0, new ReadOnlySpan<byte>(_rows + line * RowStride, _matrix.RowSize));
            return;
        }

        for (int column = 0; column < _matrix.Columns; column++)
        {
            int offset = column * _matrix.SymbolSize + group.Offset;
            _output.Write(Axis.Primary, group.First, offset, new ReadOnlySpan<byte>(Symbol(column), group.Size));
        }
    }

    private void WriteSecondary(RowGroup group, int column)
    {
        byte* bytes = Symbol(column);
        if (group.Count > 1)
        {
            for (int i = 0; i < group.Count; i++)
                new ReadOnlySpan<byte>(bytes + i * RowStride, group.Size).CopyTo(new Span<byte>(_piece + i * group.Size, group.Size));
            bytes = _piece;
        }

        WriteSecondary(group, column, bytes);
    }

    private void WriteSecondary(RowGroup group, int column, byte* bytes) =>
        _output.Write(
            Axis.Secondary, column, group.First * _matrix.SymbolSize + group.Offset, new ReadOnlySpan<byte>(bytes, group.Count * group.Size));

    private void Encode(RowGroup group)
    {
        int values = _encoder.Layout.Values;
        for (int chunk = 0; chunk < _encoder.SourceChunks; chunk++)
        {
            byte* planes = _encoder.Sources(chunk);
            (int column, int end) = _encoder.SourcesOf(chunk);
            for (; column < end; column++, planes += _encoder.Layout.Stride)
                SymbolPacker.Pack(Symbol(column), RowStride, group.Size, group.Count, planes, planes + values);
            _encoder.Absorb(chunk);
        }

        for (int chunk = 0; chunk < _encoder.RecoveryChunks; chunk++)
        {
            (int recovery, int end) = _encoder.RecoveriesOf(chunk);
            end = Math.Min(end, _endOfParity);
            if (recovery >= end)
                break;
            byte* planes = _encoder.Produce(chunk, end);
            for (; recovery < end; recovery++, planes += _encoder.Layout.Stride)
                Deliver(group, recovery, planes, planes + values);
        }
    }

    private void Deliver(RowGroup group, int recovery, byte* low, byte* high)
    {
        if (_parity is not null)
        {
            byte* symbol = _parity.Symbol(group.First, recovery) + group.Offset;
            SymbolPacker.Unpack(low, high, symbol, _parity.RowStride, group.Size, group.Count);
        }

        int column = _matrix.Columns + recovery;
        if (!_output.Wants(Axis.Secondary, column))
            return;
        SymbolPacker.Unpack(low, high, _piece, group.Size, group.Size, group.Count);
        WriteSecondary(group, column, _piece);
    }

    /// <summary>Rows of one run of the code, and the slice of their symbols.</summary>
    private readonly record struct RowGroup(int First, int Count, int Offset, int Size);
}
