using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Encoding;

/// <summary>Leaf digests of a few expanded lines (rows or columns), symbol by symbol or slice by slice; the workspace of one thread.</summary>
internal sealed unsafe class LineLeaves : IDisposable
{
    private readonly int _leaves;
    private readonly LinePacking _packing;
    private readonly NativeMemoryBlock _digests;
    private readonly NativeMemoryBlock _scratch;

    /// <summary>For at most <paramref name="lines"/> lines of <paramref name="leaves"/> symbols.</summary>
    public LineLeaves(int leaves, LinePacking packing, int lines)
    {
        _leaves = leaves;
        _packing = packing;
        _digests = NativePool.Rent((long)lines * LineSize);
        _scratch = NativePool.Rent(Math.Max(LeafStates.Size(leaves), LineSize));
    }

    /// <summary>Room for the digests of one line, free between the slices of different symbols.</summary>
    public Span<byte> Scratch => new(_scratch.Address, LineSize);

    private int LineSize => _leaves * Bytes32.Length;

    /// <summary>The digests of the first <paramref name="lines"/> lines, line by line.</summary>
    public Span<byte> Digests(int lines) => Digests(0, lines);

    /// <summary>Takes the symbols of neighbouring lines, or one slice of them, in the order of slices.</summary>
    /// <param name="line">The first line.</param>
    /// <param name="count">How many lines.</param>
    /// <param name="slice">Which slice.</param>
    /// <param name="symbols">Symbol 0 of every line, then symbol 1 …</param>
    /// <param name="stride">Bytes from one symbol of a line to its next.</param>
    public void Add(int line, int count, int slice, ReadOnlySpan<byte> symbols, int stride)
    {
        int size = _packing.SizeOf(slice);
        if (_packing.Slices == 1)
        {
            for (int i = 0; i < count; i++)
                MerkleHasher.HashLeaves(symbols[(i * size)..], size, stride, _leaves, Digests(line + i, 1));
            return;
        }

        LeafStates states = new(new Span<byte>(_scratch.Address, LeafStates.Size(_leaves)), _leaves);
        if (slice < _packing.Slices - 1)
            states.Absorb(symbols, size, stride, _packing.OffsetOf(slice));
        else
            states.Finish(symbols, size, stride, _packing.OffsetOf(slice), Digests(line, 1));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _digests.Dispose();
        _scratch.Dispose();
    }

    private Span<byte> Digests(int line, int count) => new(_digests.Address + (nint)line * LineSize, count * LineSize);
}
