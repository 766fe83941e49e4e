using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Slivers;

namespace Walrus.Core.Encoding;

/// <summary>The consistency checks of a decoded blob (data plane 10.3), on its bytes and zeros behind them.</summary>
internal sealed class DecodedBlobCheck(VerifiedBlobMetadata metadata, IBlobSource blob, EncodingOptions options)
{
    /// <summary>Requires that the blob passes.</summary>
    /// <exception cref="InconsistentBlobException">It does not.</exception>
    public void Require(ConsistencyCheck check, IReadOnlyList<Sliver> inputs)
    {
        bool isConsistent = check switch
        {
            ConsistencyCheck.Skip => true,
            ConsistencyCheck.Default => IsPaddingZero(inputs) && RowsMatch(inputs),
            ConsistencyCheck.Strict => new BlobEncoder(metadata.Parameters).ComputeMetadata(blob, options).BlobId == metadata.BlobId,
            _ => throw new ArgumentOutOfRangeException(nameof(check)),
        };
        if (!isConsistent)
            throw new InconsistentBlobException(metadata.BlobId);
    }

    // An input row is known to match the metadata with its own padding; the blob's row has zeros there.
    private bool IsPaddingZero(IReadOnlyList<Sliver> inputs)
    {
        foreach (Sliver sliver in inputs.Where(IsSystematicPrimary))
        {
            ReadOnlySpan<byte> data = sliver.Data.Span;
            long used = Math.Clamp(metadata.UnencodedLength - (long)sliver.Index.Value * data.Length, 0, data.Length);
            if (data[(int)used..].ContainsAnyExcept((byte)0))
                return false;
        }

        return true;
    }

    private bool RowsMatch(IReadOnlyList<Sliver> inputs)
    {
        HashSet<int> known = [.. inputs.Where(IsSystematicPrimary).Select(sliver => (int)sliver.Index.Value)];
        int[] rows = [.. Enumerable.Range(0, metadata.Parameters.PrimarySymbols).Where(row => !known.Contains(row))];
        RowLines lines = new(new BlobMatrix(metadata.Parameters, blob), rows);
        Bytes32[] roots = SliverRoots.Compute(metadata.Parameters, Axis.Primary, metadata.SymbolSize, rows.Length, lines, options);
        for (int i = 0; i < rows.Length; i++)
        {
            if (roots[i] != metadata.RootOf(new SliverIndex(rows[i]), Axis.Primary))
                return false;
        }

        return true;
    }

    private bool IsSystematicPrimary(Sliver sliver) =>
        sliver.Axis == Axis.Primary && sliver.Index.Value < metadata.Parameters.PrimarySymbols;

    /// <summary>Rows of the decoded blob as slivers.</summary>
    private sealed class RowLines(BlobMatrix matrix, int[] rows) : ISliverLines
    {
        public ReadOnlySpan<byte> Read(int line, Span<byte> scratch)
        {
            matrix.Read(rows[line], 0, 0, scratch);
            return scratch;
        }
    }
}
