using Walrus.Core.Encoding;
using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;
using Walrus.Core.Parameters;

namespace Walrus.Core.Slivers;

/// <summary>Merkle roots of many slivers of one axis at once: expanded together, so that short symbols waste nothing.</summary>
internal sealed class SliverRoots : IDisposable
{
    private readonly ISliverLines _slivers;
    private readonly LinePacking _packing;
    private readonly SymbolExpander _expander;
    private readonly LineLeaves _leaves;

    private SliverRoots(CodeShape shape, LinePacking packing, ISliverLines slivers)
    {
        _slivers = slivers;
        _packing = packing;
        _expander = new SymbolExpander(shape, packing.PositionSize);
        _leaves = new LineLeaves(shape.Symbols, packing, packing.Lines);
    }

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
        ParallelWork.Run(units, options, () => new SliverRoots(shape, packing, slivers), (worker, unit) =>
        {
            int first = unit * packing.Lines;
            worker.Process(first, roots.AsSpan(first, Math.Min(packing.Lines, count - first)));
        });
        return roots;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _expander.Dispose();
        _leaves.Dispose();
    }

    private void Process(int first, Span<Bytes32> roots)
    {
        for (int slice = 0; slice < _packing.Slices; slice++)
        {
            int size = _packing.SizeOf(slice);
            for (int symbol = 0; symbol < _expander.Shape.Sources; symbol++)
            {
                Span<byte> place = _expander.Place(symbol, size * roots.Length);
                for (int line = 0; line < roots.Length; line++)
                    _slivers.Read(first + line, symbol, _packing.OffsetOf(slice), place.Slice(line * size, size));
            }

            _expander.Expand(size, roots.Length);
            _leaves.Add(0, roots.Length, slice, _expander.Symbols, _expander.Stride);
        }

        Span<byte> digests = _leaves.Digests(roots.Length);
        int lineSize = digests.Length / roots.Length;
        for (int line = 0; line < roots.Length; line++)
            roots[line] = MerkleHasher.RootOf(digests.Slice(line * lineSize, lineSize));
    }
}
