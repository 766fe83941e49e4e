using Walrus.Core.Encoding;
using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;
using Walrus.Core.Parameters;

namespace Walrus.Core.Slivers;

/// <summary>Merkle roots of many slivers of one axis at once: expanded together, so that short symbols waste nothing.</summary>
internal sealed unsafe class SliverRoots : IUnitWorker, IDisposable
{
    private readonly ISliverLines _slivers;
    private readonly Bytes32[] _roots;
    private readonly int _symbolSize;
    private readonly LinePacking _packing;
    private readonly SymbolExpander _expander;
    private readonly LineLeaves _leaves;
    private readonly NativeMemoryBlock _lines;

    private SliverRoots(CodeShape shape, int symbolSize, LinePacking packing, ISliverLines slivers, Bytes32[] roots)
    {
        _slivers = slivers;
        _roots = roots;
        _symbolSize = symbolSize;
        _packing = packing;
        _expander = new SymbolExpander(shape, packing.PositionSize);
        _leaves = new LineLeaves(shape, packing, packing.Lines);
        _lines = NativePool.Rent((long)packing.Lines * LineSize);
    }

    private int LineSize => _expander.Shape.Sources * _symbolSize;

    /// <summary>Roots of <paramref name="count"/> slivers.</summary>
    public static Bytes32[] Compute(
        RedStuffParameters parameters, Axis axis, int symbolSize, int count, ISliverLines slivers, EncodingOptions options)
    {
        Bytes32[] roots = new Bytes32[count];
        if (count == 0)
            return roots;
        CodeShape shape = CodeShape.ForSliver(parameters, axis);
        LinePacking packing = new(symbolSize, count);
        int units = (count + packing.Lines - 1) / packing.Lines;
        ParallelWork.Run(units, options, () => new SliverRoots(shape, symbolSize, packing, slivers, roots));
        return roots;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _expander.Dispose();
        _leaves.Dispose();
        _lines.Dispose();
    }

    /// <inheritdoc/>
    public void Process(int unit)
    {
        int first = unit * _packing.Lines;
        Span<Bytes32> roots = _roots.AsSpan(first, Math.Min(_packing.Lines, _roots.Length - first));
        if (roots.Length == 1)
        {
            ReadOnlySpan<byte> line = _slivers.Read(first, Line(0));
            fixed (byte* data = line)
                Hash(data, 1);
        }
        else
        {
            for (int i = 0; i < roots.Length; i++)
            {
                ReadOnlySpan<byte> line = _slivers.Read(first + i, Line(i));
                if (!line.Overlaps(Line(i)))
                    line.CopyTo(Line(i));
            }

            Hash(_lines.Address, roots.Length);
        }

        for (int i = 0; i < roots.Length; i++)
            roots[i] = MerkleHasher.RootOf(_leaves.Digests(roots.Length).Slice(i * DigestsSize, DigestsSize));
    }

    private int DigestsSize => _expander.Shape.Symbols * Bytes32.Length;

    private Span<byte> Line(int index) => new(_lines.Address + (nint)index * LineSize, LineSize);

    private void Hash(byte* lines, int count)
    {
        for (int slice = 0; slice < _packing.Slices; slice++)
        {
            int offset = _packing.OffsetOf(slice), size = _packing.SizeOf(slice);
            _expander.Absorb(new StridedSymbols(lines + offset, _symbolSize, LineSize, size, count));
            ReadOnlySpan<byte> bytes = new(lines + offset, count * LineSize - offset);
            _leaves.Add(0, count, slice, new SymbolSegment(0, _expander.Shape.Sources, bytes, _symbolSize, LineSize), default);
            for (int chunk = 0; chunk < _expander.Chunks; chunk++)
                _leaves.Add(0, count, slice, _expander.Recover(chunk, size, count), default);
        }
    }
}
