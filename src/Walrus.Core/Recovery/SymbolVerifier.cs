using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;

namespace Walrus.Core.Recovery;

/// <summary>Checks recovery symbols against the metadata of their blob (data plane 11.1).</summary>
public static class SymbolVerifier
{
    /// <summary>
    /// Requires that a symbol lies on the sliver to recover and belongs to the blob; it may be proven along either axis. Returns it in
    /// the form that decoding takes.
    /// </summary>
    /// <exception cref="InvalidSymbolException">It does not; the exception says why.</exception>
    public static DecodingSymbol Verify(GeneralRecoverySymbol symbol, Axis axis, SliverIndex target, VerifiedBlobMetadata metadata)
    {
        RequireBelongs(symbol, metadata);
        if (symbol.IndexOn(axis) != target)
            throw new InvalidSymbolException(SymbolFault.OffTarget, symbol.Id);
        return new DecodingSymbol(symbol.IndexOn(axis.Orthogonal()), symbol.Symbol.Data);
    }

    /// <summary>Requires that a symbol belongs to the blob, wherever it lies.</summary>
    internal static void RequireBelongs(GeneralRecoverySymbol symbol, VerifiedBlobMetadata metadata)
    {
        int shards = metadata.Parameters.Shards;
        if (symbol.SourceIndex.Value >= shards || symbol.TargetIndex.Value >= shards)
            throw new InvalidSymbolException(SymbolFault.IndexOutOfRange, symbol.Id);
        if (symbol.Symbol.Data.Length != metadata.SymbolSize)
            throw new InvalidSymbolException(SymbolFault.WrongLength, symbol.Id);
        Bytes32 root = metadata.RootOf(symbol.SourceIndex, symbol.SourceAxis);
        if (!symbol.Proof.Verify(root, symbol.Symbol.Data.Span, symbol.TargetIndex.Value, shards))
            throw new InvalidSymbolException(SymbolFault.InvalidProof, symbol.Id);
    }
}
