using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Encoding;

/// <summary>
/// The Merkle trees of all expanded rows while columns are finished in any order: of every eight columns only the nodes that stand
/// for them are kept, a 32nd of the leaves' memory at 1000 shards.
/// </summary>
internal sealed unsafe class RowForest : IDisposable
{
    /// <summary>Columns that are reduced to one node of every row.</summary>
    public const int BlockColumns = 8;

    private const int BlockLevels = 3;

    private readonly NativeMemoryBlock _memory;
    private readonly int _rows;
    private readonly int _columns;
    private readonly nint _columnSize;

    /// <summary>Trees of <paramref name="rows"/> rows with as many leaves as there are <paramref name="columns"/>.</summary>
    public RowForest(int rows, int columns)
    {
        _rows = rows;
        _columns = columns;
        _columnSize = (nint)rows * Bytes32.Length;
        _memory = NativePool.Rent(Blocks * _columnSize);
    }

    private int Blocks => (_columns + BlockColumns - 1) / BlockColumns;

    /// <summary>Takes the leaf digests of the columns of one block, column by column; they serve as scratch and are lost.</summary>
    public void Add(int block, Span<byte> digests)
    {
        int columns = (int)(digests.Length / _columnSize);
        MerkleColumns.Reduce(digests, _rows, columns, Math.Min(BlockLevels, MerkleColumns.Height(_columns)));
        digests[..(int)_columnSize].CopyTo(Nodes(block, 1));
    }

    /// <summary>Roots of all rows, once every block was added: 32 bytes a row, valid until this is disposed.</summary>
    public ReadOnlySpan<byte> Roots(EncodingOptions options)
    {
        for (int columns = Blocks; columns > 1; columns = (columns + BlockColumns - 1) / BlockColumns)
        {
            int groups = (columns + BlockColumns - 1) / BlockColumns;
            int levels = Math.Min(BlockLevels, MerkleColumns.Height(columns));
            Parallel.For(0, groups, new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism }, group =>
            {
                int count = Math.Min(BlockColumns, columns - group * BlockColumns);
                MerkleColumns.Reduce(Nodes(group * BlockColumns, count), _rows, count, levels);
            });
            for (int group = 1; group < groups; group++)
                Nodes(group * BlockColumns, 1).CopyTo(Nodes(group, 1));
        }

        return Nodes(0, 1);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    private Span<byte> Nodes(int block, int count) => new(_memory.Address + block * _columnSize, (int)(count * _columnSize));
}
