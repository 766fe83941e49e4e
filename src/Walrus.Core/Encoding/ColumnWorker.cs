using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Encoding;

/// <summary>Works off groups of columns of one slab; the workspace of one thread.</summary>
internal sealed unsafe class ColumnWorker : IUnitWorker, IDisposable
{
    // Rows are read in pieces of about this many bytes: one call for a few columns, all of which stay in the cache until done.
    private const int StripBytes = 4096;

    private readonly ExpandedRows _rows;
    private readonly ColumnHashes? _hashes;
    private readonly SliverOutput _output;
    private readonly LinePacking _packing;
    private readonly Slab _slab;
    private readonly SymbolExpander _expander;
    private readonly LineLeaves? _leaves;
    private readonly NativeMemoryBlock _strip;
    private readonly bool _readsSlivers;
    private readonly int _columns;
    private readonly int _unitColumns;
    private readonly int _stripColumns;
    private readonly bool[] _onlyWanted;
    private readonly bool _isAnyWanted;

    public ColumnWorker(ExpandedRows rows, ColumnHashes? hashes, SliverOutput output, LinePacking packing, Slab slab, int columns)
    {
        _rows = rows;
        _hashes = hashes;
        _output = output;
        _packing = packing;
        _slab = slab;
        CodeShape shape = CodeShape.ForSliver(rows.Matrix.Parameters, Axis.Secondary);
        _expander = new SymbolExpander(shape, packing.PositionSize);
        _columns = columns;
        _unitColumns = UnitColumns(packing);
        if (hashes is not null)
            _leaves = new LineLeaves(shape, packing, _unitColumns);
        _onlyWanted = hashes is null ? [.. Enumerable.Range(0, shape.Symbols).Select(row => row >= shape.Sources && output.Wants(Axis.Primary, row))] : [];
        _isAnyWanted = output.EndOfWanted(Axis.Primary, shape.Sources) > shape.Sources;
        // Hashes take all columns: where no parity columns were kept, they lie in the slivers.
        _readsSlivers = hashes is not null && !rows.HasParity;
        _stripColumns = Math.Clamp(StripBytes / slab.Size, packing.Lines, _unitColumns) / packing.Lines * packing.Lines;
        _strip = NativePool.Rent((long)shape.Sources * StripStride);
    }

    /// <summary>How many columns make a unit.</summary>
    public static int UnitColumns(LinePacking packing) => Math.Max(packing.Lines, RowForest.BlockColumns);

    /// <inheritdoc/>
    public void Process(int unit)
    {
        int first = unit * _unitColumns, count = Math.Min(_unitColumns, _columns - first);
        if (_readsSlivers)
            ExpandSlivers(first, count);
        else
            ExpandStrips(first, count);
        _output.Complete();
        if (_leaves is not null && _slab.EndSlice == _packing.Slices)
            _hashes!.Add(first, _leaves.Digests(count), _leaves.Scratch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _expander.Dispose();
        _leaves?.Dispose();
        _strip.Dispose();
    }

    private int StripStride => _stripColumns * _slab.Size;

    private ReadOnlySpan<byte> Strip => new(_strip.Address, _expander.Shape.Sources * StripStride);

    // The first pass wrote each column as a secondary sliver: read there, it is copied nowhere.
    private void ExpandSlivers(int first, int count)
    {
        for (int column = first; column < first + count; column++)
        {
            for (int slice = _slab.FirstSlice; slice < _slab.EndSlice; slice++)
            {
                ReadOnlySpan<byte> symbols = _output.Data(Axis.Secondary, column)[_packing.OffsetOf(slice)..];
                Expand(new ColumnGroup(column, 1, column - first, slice), symbols, _rows.Matrix.SymbolSize);
            }
        }
    }

    private void ExpandStrips(int first, int count)
    {
        for (int strip = first; strip < first + count; strip += _stripColumns)
        {
            int stripColumns = Math.Min(_stripColumns, first + count - strip);
            Load(strip, stripColumns);
            for (int column = strip; column < strip + stripColumns; column += _packing.Lines)
            {
                int lines = Math.Min(_packing.Lines, strip + stripColumns - column);
                for (int slice = _slab.FirstSlice; slice < _slab.EndSlice; slice++)
                {
                    int offset = (column - strip) * _slab.Size + _packing.OffsetOf(slice) - _slab.Offset;
                    Expand(new ColumnGroup(column, lines, column - first, slice), Strip[offset..], StripStride);
                }
            }
        }
    }

    private void Load(int column, int count)
    {
        for (int row = 0; row < _expander.Shape.Sources; row++)
            _rows.Read(row, column, count, new Span<byte>(_strip.Address + (nint)row * StripStride, count * _slab.Size));
    }

    private void Expand(ColumnGroup group, ReadOnlySpan<byte> sources, int stride)
    {
        int size = _packing.SizeOf(group.Slice);
        fixed (byte* symbols = sources)
            _expander.Absorb(new StridedSymbols(symbols, stride, _slab.Size, size, group.Count));
        Hash(group, new SymbolSegment(0, _expander.Shape.Sources, sources, stride, _slab.Size));
        for (int chunk = 0; chunk < _expander.Chunks; chunk++)
        {
            SymbolSegment segment = _expander.Recover(chunk, size, group.Count, _onlyWanted);
            if (_isAnyWanted)
                WritePrimaries(group, segment, size);
            Hash(group, segment);
        }
    }

    private void Hash(ColumnGroup group, SymbolSegment segment)
    {
        if (_leaves is not null)
            _leaves.Add(group.Line, group.Count, group.Slice, segment, _hashes!.StatesOf(group.First));
    }

    private void WritePrimaries(ColumnGroup group, SymbolSegment segment, int size)
    {
        int sources = _rows.SourcesAmong(group.First, group.Count);
        if (sources == 0)
            return;
        int offset = group.First * _rows.Matrix.SymbolSize + _packing.OffsetOf(group.Slice);
        for (int row = segment.First; row < segment.First + segment.Count; row++)
        {
            if (_output.Wants(Axis.Primary, row))
                _output.Write(Axis.Primary, row, offset, segment.Symbol(row, sources * size));
        }
    }

    /// <summary>Columns of one run of the code, their place within the step, and the slice of their symbols.</summary>
    private readonly record struct ColumnGroup(int First, int Count, int Line, int Slice);
}
