using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Encoding;

/// <summary>
/// Leaf digests of the symbols of a line that are too few in their segment to fill the hasher: copied together from all segments,
/// slice by slice, they are hashed as one series. The workspace of one thread.
/// </summary>
internal sealed unsafe class LeftoverLeaves : IDisposable
{
    // Two groups of the widest lanes. A group with one message takes as long as with all.
    private const int Series = 16;

    private readonly CodeShape _shape;
    private readonly int _sliceSize;
    private readonly int _count;
    private readonly NativeMemoryBlock _memory;
    private int _gathered;

    /// <summary>For slices of at most <paramref name="sliceSize"/> bytes.</summary>
    public LeftoverLeaves(CodeShape shape, int sliceSize)
    {
        _shape = shape;
        _sliceSize = sliceSize;
        _count = CountOf(shape);
        _memory = NativePool.Rent((long)_count * (sliceSize + Bytes32.Length));
    }

    private Span<byte> Slices => new(_memory.Address, _count * _sliceSize);

    private Span<byte> Digests => new(_memory.Address + (nint)_count * _sliceSize, _count * Bytes32.Length);

    /// <summary>How many of a segment's symbols fill the hasher; the ones behind them are left over.</summary>
    public static int Filling(int symbols) => symbols / Series * Series;

    /// <summary>Bytes that the unfinished leaves of one line take between slices.</summary>
    public static int StatesSize(CodeShape shape) => LeafStates.Size(CountOf(shape));

    /// <summary>Copies the slices of the symbols that a segment leaves over; the segments of a line come in order.</summary>
    public void Gather(SymbolSegment segment, int size)
    {
        if (segment.First == 0)
            _gathered = 0;
        for (int symbol = segment.First + Filling(segment.Count); symbol < segment.First + segment.Count; symbol++, _gathered++)
            segment.Symbol(symbol, size).CopyTo(Slices[(_gathered * _sliceSize)..]);
    }

    /// <summary>Takes the slices gathered from all segments, which others will follow.</summary>
    public void Absorb(Span<byte> states, int size, int offset) => new LeafStates(states, _count).Absorb(Slices, size, _sliceSize, offset);

    /// <summary>Takes the slices gathered from all segments, which are the last, and puts the digests among those of the line.</summary>
    public void Finish(Span<byte> states, int size, int offset, Span<byte> lineDigests)
    {
        new LeafStates(states, _count).Finish(Slices, size, _sliceSize, offset, Digests);
        int taken = Place(0, _shape.Sources, 0, lineDigests);
        for (int first = 0; first < _shape.Recoveries; first += _shape.ChunkSize)
            taken += Place(_shape.Sources + first, Math.Min(_shape.ChunkSize, _shape.Recoveries - first), taken, lineDigests);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    // Sources make one segment, each chunk of recovery symbols another.
    private static int CountOf(CodeShape shape)
    {
        int count = shape.Sources % Series;
        for (int first = 0; first < shape.Recoveries; first += shape.ChunkSize)
            count += Math.Min(shape.ChunkSize, shape.Recoveries - first) % Series;
        return count;
    }

    private int Place(int first, int symbols, int taken, Span<byte> lineDigests)
    {
        int filling = Filling(symbols), count = symbols - filling;
        Digests.Slice(taken * Bytes32.Length, count * Bytes32.Length).CopyTo(lineDigests[((first + filling) * Bytes32.Length)..]);
        return count;
    }
}
