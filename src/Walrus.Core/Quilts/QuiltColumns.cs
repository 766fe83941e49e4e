using Walrus.Core.Identifiers;

namespace Walrus.Core.Quilts;

/// <summary>Neighbouring columns of a quilt; column c is secondary sliver c of the blob (data plane 12.1).</summary>
/// <param name="Start">The first column.</param>
/// <param name="End">The column behind the last.</param>
public readonly record struct QuiltColumns(SliverIndex Start, SliverIndex End)
{
    /// <summary>How many columns; 0 or less of columns that make no sense.</summary>
    public int Count => End.Value - Start.Value;

    /// <summary>The secondary slivers that hold the columns, in order.</summary>
    public IEnumerable<SliverIndex> Slivers => Enumerable.Range(Start.Value, Math.Max(Count, 0)).Select(column => new SliverIndex(column));

    /// <summary>The columns as a half-open interval.</summary>
    public override string ToString() => $"[{Start}, {End})";
}
