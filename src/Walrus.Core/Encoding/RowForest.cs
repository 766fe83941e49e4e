using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Encoding;

/// <summary>
/// The Merkle trees of all expanded rows while columns are finished in any order: of every eight columns only the nodes that stand
/// for them are kept, a 32nd of the leaves' memory at 1000 shards.
/// </summary>
internal sealed unsafe class RowForest : IUnitWorker, IDisposable
{
    /// <summary>Columns that are reduced to one node of every row.</summary>
    public const int BlockColumns = 8;

    private const int BlockLevels = 3;

    private readonly NativeMemoryBlock _memory;
    private readonly int _rows;
    private readonly int _columns;
    private int _width;

    /// <summary>Trees of <paramref name="rows"/> rows with as many leaves as there are <paramref name="columns"/>.</summary>
    public RowForest(int rows, int columns)
    {
        _rows = rows;
        _columns = columns;
        _memory = NativePool.Rent(Blocks * ColumnSize);
    }

    private nint ColumnSize => (nint)_rows * Bytes32.Length;

    private int Blocks => (_columns + BlockColumns - 1) / BlockColumns;

    /// <summary>Takes the leaf digests of the columns of one block, column by column; they serve as scratch and are lost.</summary>
    public void Add(int block, Span<byte> digests)
    {
        int columns = (int)(digests.Length / ColumnSize);
        MerkleColumns.Reduce(digests, _rows, columns, Math.Min(BlockLevels, MerkleColumns.Height(_columns)));
        digests[..(int)ColumnSize].CopyTo(Nodes(block, 1));
    }

    /// <summary>Roots of all rows, once every block was added: 32 bytes a row, valid until this is disposed.</summary>
    public ReadOnlySpan<byte> Roots(EncodingOptions options)
    {
        for (_width = Blocks; _width > 1; _width = (_width + BlockColumns - 1) / BlockColumns)
        {
            int groups = (_width + BlockColumns - 1) / BlockColumns;
            ParallelWork.Run(groups, options, this);
            for (int group = 1; group < groups; group++)
                Nodes(group * BlockColumns, 1).CopyTo(Nodes(group, 1));
        }

        return Nodes(0, 1);
    }

    // One group of neighbouring nodes of the level that is being reduced.
    void IUnitWorker.Process(int unit)
    {
        int first = unit * BlockColumns, count = Math.Min(BlockColumns, _width - first);
        MerkleColumns.Reduce(Nodes(first, count), _rows, count, Math.Min(BlockLevels, MerkleColumns.Height(_width)));
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private Span<byte> Nodes(int block, int count) => new(_memory.Address + block * ColumnSize, (int)(count * ColumnSize));
}
