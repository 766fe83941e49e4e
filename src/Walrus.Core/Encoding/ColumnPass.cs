using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Encoding;

/// <summary>
/// The second pass over a slab: reads the source symbols of every column, extends them to all rows (data plane 3.2, step 2), hands out
/// the recovered primary slivers and, if asked, hashes everything.
/// </summary>
internal sealed class ColumnPass
{
    private readonly BlobMatrix _matrix;
    private readonly ParityColumns? _parity;
    private readonly ColumnHashes? _hashes;
    private readonly SliverOutput _output;
    private readonly LinePacking _packing;
    private readonly int _columns;

    /// <summary>A pass over all columns if <paramref name="hashes"/> are wanted, otherwise over those of primary slivers.</summary>
    /// <param name="matrix">The blob.</param>
    /// <param name="parity">What the first pass kept; needed for hashes, unless <see cref="CanReadSlivers"/>.</param>
    /// <param name="hashes">Takes the hashes of all symbols.</param>
    /// <param name="output">Takes the recovered primary slivers.</param>
    public ColumnPass(BlobMatrix matrix, ParityColumns? parity, ColumnHashes? hashes, SliverOutput output)
    {
        _matrix = matrix;
        _parity = parity;
        _hashes = hashes;
        _output = output;
        _columns = hashes is not null ? matrix.Parameters.Shards : matrix.Columns;
        _packing = PackingOf(matrix, _columns);
    }

    /// <summary>Steps that can be done at the same time; none, if nobody wants what this pass finds.</summary>
    public int Units => IsNeeded ? (_columns + ColumnWorker.UnitColumns(_packing) - 1) / ColumnWorker.UnitColumns(_packing) : 0;

    private bool IsNeeded => _hashes is not null || _output.EndOfWanted(Axis.Primary, _matrix.Rows) > _matrix.Rows;

    /// <summary>
    /// Whether a pass over all columns can read them in their secondary slivers, where the first pass has written them: if all of those
    /// lie in memory, and symbols are so long that each column is a run of its own.
    /// </summary>
    public static bool CanReadSlivers(BlobMatrix matrix, SliverOutput output) =>
        output.IsMemory && PackingOf(matrix, matrix.Parameters.Shards).Lines == 1;

    public void Run(Slab slab, EncodingOptions options, ProgressMeter? progress) =>
        ParallelWork.Run(
            Units, options, () => new ColumnWorker(new ExpandedRows(_matrix, _parity, slab), _hashes, _output, _packing, slab, _columns), progress);

    private static LinePacking PackingOf(BlobMatrix matrix, int columns) =>
        WithWholeBlocks(new LinePacking(matrix.SymbolSize, Math.Max(columns, RowForest.BlockColumns)));

    // Either several whole blocks of the row trees make a run, or several runs of about the same size make a block.
    private static LinePacking WithWholeBlocks(LinePacking packing)
    {
        const int Block = RowForest.BlockColumns;
        int lines = packing.Lines;
        if (lines >= Block)
            return packing with { Lines = lines / Block * Block };
        int runs = (Block + lines - 1) / lines;
        return packing with { Lines = (Block + runs - 1) / runs };
    }
}
