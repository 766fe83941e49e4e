using Walrus.Core.Hashing;

namespace Walrus.Core.Merkle;

/// <summary>
/// Leaf hashes of many long symbols that arrive slice by slice: first, equal slices of every symbol, then the next of
/// every symbol. Keeps 65 bytes a symbol in memory of the caller, who may come back with it for every slice.
/// </summary>
public readonly unsafe ref struct LeafStates
{
    /// <summary>Slices other than the last are a multiple of this many bytes.</summary>
    public const int SliceUnit = Blake2bConstants.BlockSize;

    private readonly Span<byte> _memory;
    private readonly int _count;

    /// <summary>States of <paramref name="count"/> symbols in <paramref name="memory"/>.</summary>
    /// <exception cref="ArgumentException">The memory is smaller than <see cref="Size"/>.</exception>
    public LeafStates(Span<byte> memory, int count)
    {
        if (memory.Length < Size(count))
            throw new ArgumentException($"The states of {count} symbols take {Size(count)} bytes, not {memory.Length}.", nameof(memory));
        _memory = memory;
        _count = count;
    }

    /// <summary>Bytes that the states of <paramref name="count"/> symbols take.</summary>
    public static int Size(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LeafStateLayout.MaxCount);
        return LeafStateLayout.Size(count);
    }

    /// <summary>Takes slices that others will follow.</summary>
    /// <param name="slices">Slice i starts at byte i · <paramref name="stride"/>.</param>
    /// <param name="sliceSize">Bytes of one slice: a multiple of <see cref="SliceUnit"/>, not 0.</param>
    /// <param name="stride">Bytes from the start of one slice to the next.</param>
    /// <param name="offset">Bytes of each symbol before its slice; 0 begins anew.</param>
    public void Absorb(ReadOnlySpan<byte> slices, int sliceSize, int stride, long offset)
    {
        RequireSlices(slices, sliceSize, stride, offset);
        if (sliceSize == 0 || sliceSize % SliceUnit != 0)
            throw new ArgumentException($"A slice of {sliceSize} bytes is no multiple of {SliceUnit}.", nameof(sliceSize));
        fixed (byte* memory = slices, states = _memory)
            LaneHasher.For(_count).AbsorbLeaves(new SymbolBatch(memory, slices.Length, sliceSize, _count, stride), offset, states);
    }

    /// <summary>Takes the last slices and gives the digests of the symbols; the states are then used up.</summary>
    /// <param name="slices">Slice i starts at byte i · <paramref name="stride"/>.</param>
    /// <param name="sliceSize">Bytes of one slice: any number.</param>
    /// <param name="stride">Bytes from the start of one slice to the next.</param>
    /// <param name="offset">Bytes of each symbol before its slice; 0 when there was none.</param>
    /// <param name="digests">32 bytes a symbol; must not overlap the slices.</param>
    public void Finish(ReadOnlySpan<byte> slices, int sliceSize, int stride, long offset, Span<byte> digests)
    {
        RequireSlices(slices, sliceSize, stride, offset);
        MerkleArguments.RequireNodes(digests, _count, nameof(digests));
        fixed (byte* memory = slices, states = _memory, target = digests)
            LaneHasher.For(_count).FinishLeaves(new SymbolBatch(memory, slices.Length, sliceSize, _count, stride), offset, states, target);
    }

    private void RequireSlices(ReadOnlySpan<byte> slices, int sliceSize, int stride, long offset)
    {
        MerkleArguments.RequireStrided(slices, sliceSize, stride, _count);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (offset % SliceUnit != 0)
            throw new ArgumentException($"Slices at byte {offset} follow no whole number of blocks.", nameof(offset));
    }
}
