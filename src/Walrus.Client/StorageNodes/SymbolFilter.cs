using Walrus.Core.Identifiers;
using Walrus.Core.Recovery;

namespace Walrus.Client.StorageNodes;

/// <summary>Which recovery symbols are asked for (HTTP interfaces 7.5).</summary>
/// <param name="ProofAxis">Axis of the slivers that the proofs are to come from; any when null.</param>
public abstract record SymbolFilter(Axis? ProofAxis)
{
    /// <summary>Single cells of the matrix.</summary>
    /// <param name="Symbols">The cells.</param>
    /// <param name="ProofAxis">Axis of the slivers that the proofs are to come from; any when null.</param>
    public sealed record Cells(IReadOnlyList<SymbolId> Symbols, Axis? ProofAxis) : SymbolFilter(ProofAxis);

    /// <summary>Every symbol that the node's slivers provide for one sliver.</summary>
    /// <param name="Axis">Axis of the sliver to recover.</param>
    /// <param name="Sliver">The sliver to recover.</param>
    /// <param name="ProofAxis">Axis of the slivers that the proofs are to come from; any when null.</param>
    public sealed record Target(Axis Axis, SliverIndex Sliver, Axis? ProofAxis) : SymbolFilter(ProofAxis);

    /// <summary>The query string of this filter.</summary>
    public string ToQuery()
    {
        string query = this switch
        {
            Cells cells => string.Join('&', cells.Symbols.Select(static id => $"id={id}")),
            Target target => $"targetSliver={target.Sliver}&targetType={target.Axis.WireName()}",
            _ => throw new InvalidOperationException("A filter of no known kind."),
        };
        return ProofAxis is { } axis ? $"{query}&proofAxis={axis.WireName()}" : query;
    }
}

/// <summary>Names of the axes in paths and queries.</summary>
public static class AxisNames
{
    /// <summary><c>primary</c> or <c>secondary</c>.</summary>
    public static string WireName(this Axis axis) => axis == Axis.Primary ? "primary" : "secondary";
}
