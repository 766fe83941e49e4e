using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;
using Walrus.Core.Slivers;

namespace Walrus.Core.Recovery;

/// <summary>
/// One cell of the expanded matrix with a proof along one of its slivers, the source; it helps to recover the sliver that crosses
/// there, the target, and likewise the source itself (data plane 7.4, 11.1).
/// </summary>
/// <param name="TargetAxis">Axis of the target; the source is on the other one.</param>
/// <param name="Symbol">The cell, with the index of the source.</param>
/// <param name="TargetIndex">Index of the target, which is the leaf in the source's tree.</param>
/// <param name="Proof">Path in the tree of the expanded source.</param>
public sealed record GeneralRecoverySymbol(Axis TargetAxis, DecodingSymbol Symbol, SliverIndex TargetIndex, MerkleProof Proof)
    : IBcs<GeneralRecoverySymbol>
{
    /// <summary>Axis of the source sliver.</summary>
    public Axis SourceAxis => TargetAxis.Orthogonal();

    /// <summary>Index of the source sliver.</summary>
    public SliverIndex SourceIndex => Symbol.Index;

    /// <summary>The cell.</summary>
    public SymbolId Id => new(IndexOn(Axis.Primary), IndexOn(Axis.Secondary));

    /// <summary>Index of the cell's sliver on <paramref name="axis"/>.</summary>
    public SliverIndex IndexOn(Axis axis) => axis == TargetAxis ? TargetIndex : SourceIndex;

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        AxisFormat.Write(writer, TargetAxis);
        Symbol.Write(writer);
        writer.U16(TargetIndex.Value);
        Proof.Write(writer);
    }

    /// <inheritdoc/>
    public static GeneralRecoverySymbol Read(ref BcsReader reader) =>
        new(AxisFormat.Read(ref reader), DecodingSymbol.Read(ref reader), new SliverIndex(reader.U16()), MerkleProof.Read(ref reader));
}
