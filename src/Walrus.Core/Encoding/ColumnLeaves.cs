using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Encoding;

/// <summary>Leaf digests of a few expanded columns, symbol by symbol or slice by slice; the workspace of one thread.</summary>
internal sealed unsafe class ColumnLeaves : IDisposable
{
    private readonly int _rows;
    private readonly LinePacking _packing;
    private readonly ColumnHashes _hashes;
    private readonly NativeMemoryBlock _digests;
    private readonly NativeMemoryBlock _scratch;

    public ColumnLeaves(int rows, LinePacking packing, ColumnHashes hashes)
    {
        _rows = rows;
        _packing = packing;
        _hashes = hashes;
        _digests = NativePool.Rent((long)Math.Max(packing.Lines, RowForest.BlockColumns) * ColumnSize);
        _scratch = NativePool.Rent(Math.Max(LeafStates.Size(rows), ColumnSize));
    }

    private int ColumnSize => _rows * Bytes32.Length;

    /// <summary>Takes the symbols of columns, or one slice of them, in the order of slices.</summary>
    /// <param name="column">Place of the first column among those of this step.</param>
    /// <param name="count">How many columns.</param>
    /// <param name="slice">Which slice.</param>
    /// <param name="symbols">The symbols, row by row.</param>
    /// <param name="stride">Bytes from row to row.</param>
    public void Add(int column, int count, int slice, ReadOnlySpan<byte> symbols, int stride)
    {
        int size = _packing.SizeOf(slice);
        if (_packing.Slices == 1)
        {
            for (int i = 0; i < count; i++)
                MerkleHasher.HashLeaves(symbols[(i * size)..], size, stride, _rows, Digests(column + i, 1));
            return;
        }

        LeafStates states = new(new Span<byte>(_scratch.Address, LeafStates.Size(_rows)), _rows);
        if (slice < _packing.Slices - 1)
            states.Absorb(symbols, size, stride, _packing.OffsetOf(slice));
        else
            states.Finish(symbols, size, stride, _packing.OffsetOf(slice), Digests(column, 1));
    }

    /// <summary>Hands over the digests of <paramref name="count"/> whole columns, the first of which is <paramref name="first"/>.</summary>
    public void Finish(int first, int count) =>
        _hashes.Add(first, Digests(0, count), new Span<byte>(_scratch.Address, ColumnSize));

    /// <inheritdoc/>
    public void Dispose()
    {
        _digests.Dispose();
        _scratch.Dispose();
    }

    private Span<byte> Digests(int column, int count) => new(_digests.Address + (nint)column * ColumnSize, count * ColumnSize);
}
