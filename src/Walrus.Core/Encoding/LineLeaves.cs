using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Encoding;

/// <summary>Leaf digests of a few expanded lines (rows or columns), symbol by symbol or slice by slice; the workspace of one thread.</summary>
internal sealed unsafe class LineLeaves : IDisposable
{
    private readonly CodeShape _shape;
    private readonly LinePacking _packing;
    private readonly NativeMemoryBlock _memory;
    private readonly nint _digestsOffset;
    private readonly LeftoverLeaves? _leftovers;

    /// <summary>For at most <paramref name="lines"/> lines.</summary>
    public LineLeaves(CodeShape shape, LinePacking packing, int lines)
    {
        _shape = shape;
        _packing = packing;
        _digestsOffset = Aligned(Math.Max(StatesSize(shape), LineSize));
        _memory = NativePool.Rent(_digestsOffset + (long)lines * LineSize);
        if (packing.Slices > 1)
            _leftovers = new LeftoverLeaves(shape, packing.SliceSize);
    }

    /// <summary>Room for the digests of one line, free between the slices of different symbols.</summary>
    public Span<byte> Scratch => new(_memory.Address, LineSize);

    private int LineSize => _shape.Symbols * Bytes32.Length;

    /// <summary>Bytes that the unfinished leaves of one line take between slices.</summary>
    public static int StatesSize(CodeShape shape) => LeftoversOffset(shape) + Aligned(LeftoverLeaves.StatesSize(shape));

    /// <summary>The digests of the first <paramref name="lines"/> lines, line by line.</summary>
    public Span<byte> Digests(int lines) => new(_memory.Address + _digestsOffset, lines * LineSize);

    /// <summary>Takes one segment of neighbouring lines, in the order of slices.</summary>
    /// <param name="line">The first line.</param>
    /// <param name="count">How many lines; one, if there are several slices.</param>
    /// <param name="slice">Which slice.</param>
    /// <param name="segment">The symbols or slices.</param>
    /// <param name="states">Keeps the unfinished leaves of the line from slice to slice; if empty, this does.</param>
    public void Add(int line, int count, int slice, SymbolSegment segment, Span<byte> states)
    {
        if (_leftovers is not null)
        {
            AddSlice(line, slice, segment, states.IsEmpty ? new Span<byte>(_memory.Address, StatesSize(_shape)) : states, _leftovers);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            MerkleHasher.HashLeaves(
                segment.Bytes[(i * segment.LineStride)..], _packing.SizeOf(slice), segment.SymbolStride, segment.Count,
                Digests(line + i, segment.First, segment.Count));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _memory.Dispose();
        _leftovers?.Dispose();
    }

    private Span<byte> Digests(int line, int first, int count) =>
        new(_memory.Address + _digestsOffset + (nint)line * LineSize + first * Bytes32.Length, count * Bytes32.Length);

    // What fills the hasher is hashed where it lies, the rest of all segments at the end of the last one.
    private void AddSlice(int line, int slice, SymbolSegment segment, Span<byte> states, LeftoverLeaves leftovers)
    {
        int size = _packing.SizeOf(slice), offset = _packing.OffsetOf(slice);
        bool isLast = slice == _packing.Slices - 1;
        int filling = LeftoverLeaves.Filling(segment.Count);
        LeafStates leaves = new(states[StatesOffset(_shape, segment.First)..], filling);
        if (isLast)
            leaves.Finish(segment.Bytes, size, segment.SymbolStride, offset, Digests(line, segment.First, filling));
        else
            leaves.Absorb(segment.Bytes, size, segment.SymbolStride, offset);

        leftovers.Gather(segment, size);
        if (segment.First + segment.Count < _shape.Symbols)
            return;
        states = states[LeftoversOffset(_shape)..];
        if (isLast)
            leftovers.Finish(states, size, offset, Digests(line, 0, _shape.Symbols));
        else
            leftovers.Absorb(states, size, offset);
    }

    // Sources make one segment, each chunk of recovery symbols another; each starts at a cache line, and so do the leftovers.
    private static int StatesOffset(CodeShape shape, int firstSymbol)
    {
        if (firstSymbol == 0)
            return 0;
        int chunk = (firstSymbol - shape.Sources) / shape.ChunkSize;
        return FillingSize(shape.Sources) + chunk * FillingSize(shape.ChunkSize);
    }

    private static int LeftoversOffset(CodeShape shape)
    {
        int chunks = (shape.Recoveries + shape.ChunkSize - 1) / shape.ChunkSize;
        return StatesOffset(shape, shape.Sources + chunks * shape.ChunkSize);
    }

    private static int FillingSize(int symbols) => Aligned(LeafStates.Size(LeftoverLeaves.Filling(symbols)));

    private static int Aligned(int size) => (size + NativePool.Alignment - 1) / NativePool.Alignment * NativePool.Alignment;
}
