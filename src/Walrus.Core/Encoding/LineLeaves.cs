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

    /// <summary>For at most <paramref name="lines"/> lines.</summary>
    public LineLeaves(CodeShape shape, LinePacking packing, int lines)
    {
        _shape = shape;
        _packing = packing;
        _digestsOffset = Aligned(Math.Max(StatesSize(shape), LineSize));
        _memory = NativePool.Rent(_digestsOffset + (long)lines * LineSize);
    }

    /// <summary>Room for the digests of one line, free between the slices of different symbols.</summary>
    public Span<byte> Scratch => new(_memory.Address, LineSize);

    private int LineSize => _shape.Symbols * Bytes32.Length;

    /// <summary>Bytes that the unfinished leaves of one line take between slices.</summary>
    public static int StatesSize(CodeShape shape)
    {
        int chunks = (shape.Recoveries + shape.ChunkSize - 1) / shape.ChunkSize;
        return StatesOffset(shape, shape.Sources + chunks * shape.ChunkSize);
    }

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
        int size = _packing.SizeOf(slice);
        if (_packing.Slices == 1)
        {
            for (int i = 0; i < count; i++)
                MerkleHasher.HashLeaves(segment.Bytes[(i * segment.LineStride)..], size, segment.SymbolStride, segment.Count, Digests(line + i, segment));
            return;
        }

        if (states.IsEmpty)
            states = new Span<byte>(_memory.Address, StatesSize(_shape));
        LeafStates leaves = new(states[StatesOffset(_shape, segment.First)..], segment.Count);
        if (slice < _packing.Slices - 1)
            leaves.Absorb(segment.Bytes, size, segment.SymbolStride, _packing.OffsetOf(slice));
        else
            leaves.Finish(segment.Bytes, size, segment.SymbolStride, _packing.OffsetOf(slice), Digests(line, segment));
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private Span<byte> Digests(int line, SymbolSegment segment) =>
        new(_memory.Address + _digestsOffset + (nint)line * LineSize + segment.First * Bytes32.Length, segment.Count * Bytes32.Length);

    // Sources make one segment, each chunk of recovery symbols another; each starts at a cache line.
    private static int StatesOffset(CodeShape shape, int firstSymbol)
    {
        if (firstSymbol == 0)
            return 0;
        int chunk = (firstSymbol - shape.Sources) / shape.ChunkSize;
        return Aligned(LeafStates.Size(shape.Sources)) + chunk * Aligned(LeafStates.Size(shape.ChunkSize));
    }

    private static int Aligned(int size) => (size + NativePool.Alignment - 1) / NativePool.Alignment * NativePool.Alignment;
}
