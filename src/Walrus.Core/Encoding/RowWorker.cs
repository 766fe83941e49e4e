using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Encoding;

/// <summary>Works off groups of rows of one slab; the workspace of one thread.</summary>
internal sealed unsafe class RowWorker : IUnitWorker, IDisposable
{
    private readonly BlobMatrix _matrix;
    private readonly SliverOutput _output;
    private readonly LinePacking _packing;
    private readonly Slab _slab;
    private readonly CodeEncoder _encoder;
    private readonly NativeMemoryBlock _memory;
    private readonly byte* _piece;
    private readonly ParityColumns _parity;
    private readonly bool _ownsParity;
    private readonly int _endOfParity;

    public RowWorker(BlobMatrix matrix, ParityColumns? parity, SliverOutput output, LinePacking packing, Slab slab)
    {
        _matrix = matrix;
        _output = output;
        _packing = packing;
        _slab = slab;
        CodeShape shape = CodeShape.ForSliver(matrix.Parameters, Axis.Primary);
        _encoder = new CodeEncoder(shape, new PlaneLayout(packing.PositionSize / 2), TransformEngine.Best);
        long rowsSize = packing.Lines * (long)RowStride;
        _memory = NativePool.Rent(rowsSize + (long)packing.Lines * slab.Size);
        _piece = _memory.Address + rowsSize;
        _ownsParity = parity is null;
        _parity = parity ?? new ParityColumns(packing.Lines, shape.Recoveries, slab.Size);
        _endOfParity = _ownsParity ? output.EndOfWanted(Axis.Secondary, matrix.Columns) - matrix.Columns : shape.Recoveries;
    }

    /// <inheritdoc/>
    public void Process(int unit)
    {
        int first = unit * _packing.Lines;
        int count = Math.Min(_packing.Lines, _matrix.Rows - first);
        Load(first, count);
        WriteSources(first, count);
        if (_endOfParity > 0)
            WriteParities(first, count);
        _output.Complete();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _encoder.Dispose();
        _memory.Dispose();
        if (_ownsParity)
            _parity.Dispose();
    }

    private byte* Rows => _memory.Address;

    private nint RowStride => (nint)_matrix.Columns * _slab.Size;

    private byte* Symbol(int column) => Rows + (nint)column * _slab.Size;

    private void Load(int first, int count)
    {
        if (_slab.Size == _matrix.SymbolSize)
        {
            _matrix.Read(first, 0, 0, new Span<byte>(Rows, count * _matrix.RowSize));
            return;
        }

        for (int column = 0; column < _matrix.Columns; column++)
            _matrix.Read(first, column, _slab.Offset, new Span<byte>(Symbol(column), _slab.Size));
    }

    private void WriteSources(int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (_output.Wants(Axis.Primary, first + i))
                WritePrimary(first + i, Rows + i * RowStride);
        }

        for (int column = 0; column < _matrix.Columns; column++)
            WriteSecondary(column, Symbol(column), RowStride, first, count);
    }

    private void WritePrimary(int row, byte* symbols)
    {
        if (_slab.Size == _matrix.SymbolSize)
        {
            _output.Write(Axis.Primary, row, 0, new ReadOnlySpan<byte>(symbols, _matrix.RowSize));
            return;
        }

        for (int column = 0; column < _matrix.Columns; column++, symbols += _slab.Size)
            _output.Write(Axis.Primary, row, column * _matrix.SymbolSize + _slab.Offset, new ReadOnlySpan<byte>(symbols, _slab.Size));
    }

    private void WriteSecondary(int column, byte* symbols, nint rowStride, int first, int count)
    {
        if (!_output.Wants(Axis.Secondary, column))
            return;
        if (count > 1)
        {
            for (int i = 0; i < count; i++)
                new ReadOnlySpan<byte>(symbols + i * rowStride, _slab.Size).CopyTo(new Span<byte>(_piece + (nint)i * _slab.Size, _slab.Size));
            symbols = _piece;
        }

        _output.Write(Axis.Secondary, column, first * _matrix.SymbolSize + _slab.Offset, new ReadOnlySpan<byte>(symbols, count * _slab.Size));
    }

    private void WriteParities(int first, int count)
    {
        int parityRow = _ownsParity ? 0 : first;
        for (int slice = _slab.FirstSlice; slice < _slab.EndSlice; slice++)
            Encode(slice, count, parityRow);
        for (int recovery = 0; recovery < _endOfParity; recovery++)
            WriteSecondary(_matrix.Columns + recovery, _parity.Symbol(parityRow, recovery), _parity.RowStride, first, count);
    }

    private void Encode(int slice, int count, int parityRow)
    {
        int offset = _packing.OffsetOf(slice) - _slab.Offset, size = _packing.SizeOf(slice);
        _encoder.Absorb(new StridedSymbols(Rows + offset, _slab.Size, RowStride, size, count));
        for (int chunk = 0; chunk < _encoder.RecoveryChunks; chunk++)
        {
            (int recovery, int end) = _encoder.RecoveriesOf(chunk);
            end = Math.Min(end, _endOfParity);
            if (recovery >= end)
                break;
            byte* planes = _encoder.Produce(chunk, end);
            for (; recovery < end; recovery++, planes += _encoder.Layout.Stride)
            {
                byte* symbol = _parity.Symbol(parityRow, recovery) + offset;
                SymbolPacker.Unpack(planes, planes + _encoder.Layout.Values, symbol, _parity.RowStride, size, count);
            }
        }
    }
}
