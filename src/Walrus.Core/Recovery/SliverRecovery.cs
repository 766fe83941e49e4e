using System.Collections.Immutable;
using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Core.Recovery;

/// <summary>Recovers a lost sliver from symbols of slivers on the other axis (data plane 4.6, 11.1).</summary>
public static class SliverRecovery
{
    /// <summary>
    /// Verifies symbols, decodes the sliver and checks it against the metadata. Exactly the needed number of symbols is used: the first
    /// ones of distinct slivers.
    /// </summary>
    /// <exception cref="InvalidSymbolException">A symbol does not belong to the blob, or not to the sliver.</exception>
    /// <exception cref="NotEnoughSymbolsException">There are too few distinct symbols.</exception>
    /// <exception cref="InconsistentSliverException">
    /// The symbols are right, but the sliver they decode to is not the metadata's. Thrown only if all symbols are proven along the
    /// other axis, without which there is no proof.
    /// </exception>
    /// <exception cref="InvalidSliverException">The same, but some symbol is proven along the sliver itself.</exception>
    public static Sliver Recover(
        IReadOnlyCollection<GeneralRecoverySymbol> symbols, Axis axis, SliverIndex target, VerifiedBlobMetadata metadata)
    {
        GeneralRecoverySymbol[] distinct = [.. symbols.DistinctBy(symbol => symbol.IndexOn(axis.Orthogonal()))];
        DecodingSymbol[] verified = [.. distinct.Select(symbol => SymbolVerifier.Verify(symbol, axis, target, metadata))];
        Sliver sliver = Decode(verified, axis, target, metadata.SymbolSize, metadata.Parameters);
        if (SliverVerifier.Check([sliver], metadata)[0] == SliverFault.None)
            return sliver;
        GeneralRecoverySymbol[] used = distinct[..metadata.Parameters.SymbolsPerSliver(axis)];
        if (used.Any(symbol => symbol.TargetAxis != axis))
            throw new InvalidSliverException(SliverFault.RootMismatch, axis, target, metadata.BlobId);
        ImmutableArray<RecoverySymbol> proof = [.. used.Select(symbol => new RecoverySymbol(symbol.Symbol, symbol.Proof))];
        throw new InconsistentSliverException(new InconsistencyProof(axis, target, proof));
    }

    /// <summary>
    /// Decodes a sliver and checks nothing. Symbols of a wrong size and further symbols of the same sliver are dropped; of the rest,
    /// exactly the needed number is used, the first ones.
    /// </summary>
    /// <exception cref="NotEnoughSymbolsException">There are too few usable symbols.</exception>
    public static Sliver Decode(
        IEnumerable<DecodingSymbol> symbols, Axis axis, SliverIndex target, int symbolSize, RedStuffParameters parameters)
    {
        CodeShape shape = CodeShape.ForSliver(parameters, axis);
        DecodingSymbol[] usable =
        [
            .. symbols.Where(symbol => symbol.Data.Length == symbolSize && symbol.Index.Value < parameters.Shards)
                .DistinctBy(symbol => symbol.Index)
                .Take(shape.Sources),
        ];
        if (usable.Length < shape.Sources)
            throw new NotEnoughSymbolsException(usable.Length, shape.Sources);
        ErasurePattern pattern = ErasurePatternCache.Get(shape, Array.ConvertAll(usable, symbol => (int)symbol.Index.Value));
        byte[] data = new byte[shape.Sources * symbolSize];
        foreach (DecodingSymbol symbol in usable.Where(symbol => symbol.Index.Value < shape.Sources))
            symbol.Data.Span.CopyTo(data.AsSpan(symbol.Index.Value * symbolSize));
        if (pattern.MissingSources.Length > 0)
            DecodeMissing(pattern, usable, symbolSize, data);
        return new Sliver(axis, target, symbolSize, data);
    }

    private static unsafe void DecodeMissing(ErasurePattern pattern, DecodingSymbol[] symbols, int symbolSize, byte[] data)
    {
        ReadOnlyMemory<byte>[] received = new ReadOnlyMemory<byte>[pattern.Shape.Symbols];
        foreach (DecodingSymbol symbol in symbols)
            received[symbol.Index.Value] = symbol.Data;
        LinePacking packing = new(symbolSize, maxLines: 1);
        using CodeDecoder decoder = new(pattern, new PlaneLayout(packing.PositionSize / 2));
        for (int slice = 0; slice < packing.Slices; slice++)
        {
            int offset = packing.OffsetOf(slice), size = packing.SizeOf(slice);
            decoder.Decode(new ReceivedSymbols(received, offset, size));
            foreach (int missing in pattern.MissingSources)
            {
                byte* planes = decoder.Symbol(missing);
                fixed (byte* bytes = data)
                    SymbolPacker.Unpack(planes, planes + decoder.Layout.Values, bytes + (nint)missing * symbolSize + offset, size, size, 1);
            }
        }
    }

    /// <summary>The same slice of every received symbol, by code index.</summary>
    private readonly unsafe struct ReceivedSymbols(ReadOnlyMemory<byte>[] symbols, int offset, int size) : ISourceSymbols
    {
        public int Size => size;

        public void Pack(int symbol, byte* low, byte* high)
        {
            fixed (byte* bytes = symbols[symbol].Span)
                SymbolPacker.Pack(bytes + offset, size, size, 1, low, high);
        }
    }
}
