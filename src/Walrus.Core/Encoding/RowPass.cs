using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Encoding;

/// <summary>
/// The first pass over a slab: reads the source rows, extends them to the parity columns (data plane 3.2, step 1), and hands out all
/// secondary and the systematic primary slivers.
/// </summary>
internal sealed class RowPass
{
    private readonly BlobMatrix _matrix;
    private readonly ParityColumns? _parity;
    private readonly SliverOutput _output;
    private readonly LinePacking _packing;

    /// <summary>A pass that keeps the parity columns for the second one in <paramref name="parity"/>, if there will be one.</summary>
    public RowPass(BlobMatrix matrix, ParityColumns? parity, SliverOutput output)
    {
        _matrix = matrix;
        _parity = parity;
        _output = output;
        _packing = new LinePacking(matrix.SymbolSize, matrix.Rows);
    }

    /// <summary>Steps that can be done at the same time; none, if nobody wants what this pass finds.</summary>
    public int Units => IsNeeded ? (_matrix.Rows + _packing.Lines - 1) / _packing.Lines : 0;

    private bool IsNeeded =>
        _parity is not null || _output.EndOfWanted(Axis.Secondary, 0) > 0
        || Enumerable.Range(0, _matrix.Rows).Any(row => _output.Wants(Axis.Primary, row));

    public void Run(Slab slab, EncodingOptions options, ProgressMeter? progress) =>
        ParallelWork.Run(Units, options, () => new RowWorker(_matrix, _parity, _output, _packing, slab), progress);
}
