using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Encoding;

/// <summary>Works off groups of columns; the workspace of one thread.</summary>
internal sealed unsafe class ColumnWorker : IDisposable
{
    private readonly BlobMatrix _matrix;
    private readonly ParityColumns? _parity;
    private readonly ColumnHashes? _hashes;
    private readonly SliverOutput _output;
    private readonly LinePacking _packing;
    private readonly SymbolExpander _expander;
    private readonly LineLeaves? _leaves;
    private readonly bool[] _wanted;

    public ColumnWorker(BlobMatrix matrix, ParityColumns? parity, ColumnHashes? hashes, SliverOutput output, LinePacking packing)
    {
        _matrix = matrix;
        _parity = parity;
        _hashes = hashes;
        _output = output;
        _packing = packing;
        _wanted = new bool[matrix.Parameters.Shards];
        for (int row = matrix.Rows; row < _wanted.Length; row++)
            _wanted[row] = output.Wants(Axis.Primary, row);
        _expander = new SymbolExpander(CodeShape.ForSliver(matrix.Parameters, Axis.Secondary), packing.PositionSize);
        if (hashes is not null)
            _leaves = new LineLeaves(matrix.Parameters.Shards, packing, Math.Max(packing.Lines, RowForest.BlockColumns));
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
                _expander.Expand(group.Size, lines, _leaves is null ? _wanted : default);
                WritePrimaries(group);
                _leaves?.Add(column - first, lines, slice, _expander.Symbols, _expander.Stride);
            }
        }

        if (_leaves is not null)
            _hashes!.Add(first, _leaves.Digests(count), _leaves.Scratch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _expander.Dispose();
        _leaves?.Dispose();
    }

    private void Load(ColumnGroup group)
    {
        int sources = Math.Clamp(_matrix.Columns - group.First, 0, group.Count);
        int sourceSize = sources * group.Size;
        int paritySize = (group.Count - sources) * group.Size;
        for (int row = 0; row < _matrix.Rows; row++)
        {
            Span<byte> place = _expander.Place(row, sourceSize + paritySize);
            if (sourceSize > 0)
                _matrix.Read(row, group.First, group.Offset, place[..sourceSize]);
            if (paritySize == 0)
                continue;
            byte* parity = _parity!.Symbol(row, group.First + sources - _matrix.Columns) + group.Offset;
            new ReadOnlySpan<byte>(parity, paritySize).CopyTo(place[sourceSize..]);
        }
    }

    private void WritePrimaries(ColumnGroup group)
    {
        int sources = Math.Clamp(_matrix.Columns - group.First, 0, group.Count);
        if (sources == 0)
            return;
        int offset = group.First * _matrix.SymbolSize + group.Offset;
        for (int row = _matrix.Rows; row < _wanted.Length; row++)
        {
            if (_wanted[row])
                _output.Write(Axis.Primary, row, offset, _expander.Place(row, sources * group.Size));
        }
    }

    /// <summary>Columns of one run of the code, and the slice of their symbols.</summary>
    private readonly record struct ColumnGroup(int First, int Count, int Offset, int Size);
}
