using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Slivers;

namespace Walrus.Core.Recovery;

/// <summary>
/// Proof that a blob was written incorrectly: verified symbols that decode to another sliver than the metadata says (data plane 7.5,
/// 11.3). The wire form does not name the axis, which is known from the context; the tagged form does.
/// </summary>
public sealed class InconsistencyProof
{
    /// <summary>A proof of its parts.</summary>
    /// <param name="axis">Axis of the contradicted sliver.</param>
    /// <param name="target">The contradicted sliver.</param>
    /// <param name="symbols">Symbols of it, proven along the other axis.</param>
    public InconsistencyProof(Axis axis, SliverIndex target, ImmutableArray<RecoverySymbol> symbols)
    {
        if (symbols.IsDefault)
            throw new ArgumentException("The symbols are not given.", nameof(symbols));
        Axis = axis;
        Target = target;
        Symbols = symbols;
    }

    /// <summary>Axis of the contradicted sliver.</summary>
    public Axis Axis { get; }

    /// <summary>The contradicted sliver.</summary>
    public SliverIndex Target { get; }

    /// <summary>Symbols of it, proven along the other axis.</summary>
    public ImmutableArray<RecoverySymbol> Symbols { get; }

    /// <summary>Requires that the proof convinces (data plane 11.3).</summary>
    /// <exception cref="InvalidInconsistencyProofException">The blob's sliver is as the metadata says, or the proof is malformed.</exception>
    /// <exception cref="InvalidSymbolException">A symbol does not belong to the blob.</exception>
    public void Verify(VerifiedBlobMetadata metadata)
    {
        int required = metadata.Parameters.SymbolsPerSliver(Axis);
        if (Target.Value >= metadata.Parameters.Shards)
            throw new InvalidInconsistencyProofException($"There is no {Axis} sliver {Target}.");
        if (Symbols.Length != required)
            throw new InvalidInconsistencyProofException($"The proof has {Symbols.Length} symbols; it takes exactly {required}.");
        if (Symbols.DistinctBy(symbol => symbol.Symbol.Index).Count() != required)
            throw new InvalidInconsistencyProofException("Two symbols of the proof come from the same sliver.");
        foreach (RecoverySymbol symbol in Symbols)
            SymbolVerifier.RequireBelongs(new GeneralRecoverySymbol(Axis, symbol.Symbol, Target, symbol.Proof), metadata);
        Sliver sliver = SliverRecovery.Decode(
            Symbols.Select(symbol => symbol.Symbol), Axis, Target, metadata.SymbolSize, metadata.Parameters);
        if (SliverVerifier.Check([sliver], metadata)[0] != SliverFault.RootMismatch)
            throw new InvalidInconsistencyProofException($"The symbols decode to the {Axis} sliver that the metadata says.");
    }

    /// <summary>Appends the untagged form.</summary>
    public void Write(BcsWriter writer)
    {
        writer.U16(Target.Value);
        writer.Vector(Symbols);
    }

    /// <summary>Appends the axis and the untagged form.</summary>
    public void WriteTagged(BcsWriter writer)
    {
        AxisFormat.Write(writer, Axis);
        Write(writer);
    }

    /// <summary>The untagged form.</summary>
    public byte[] ToBytes()
    {
        BcsWriter writer = new();
        Write(writer);
        return writer.ToArray();
    }

    /// <summary>Reads the untagged form.</summary>
    /// <exception cref="BcsException">The bytes are not canonical.</exception>
    public static InconsistencyProof Read(ref BcsReader reader, Axis axis)
    {
        SliverIndex target = new(reader.U16());
        return new InconsistencyProof(axis, target, ImmutableCollectionsMarshal.AsImmutableArray(reader.Vector<RecoverySymbol>()));
    }

    /// <summary>Reads the tagged form.</summary>
    /// <exception cref="BcsException">The bytes are not canonical, or the axis is unknown.</exception>
    public static InconsistencyProof ReadTagged(ref BcsReader reader)
    {
        Axis axis = AxisFormat.Read(ref reader);
        return Read(ref reader, axis);
    }

    /// <summary>The proof whose untagged form <paramref name="bytes"/> are, to the last byte.</summary>
    /// <exception cref="BcsException">The bytes are truncated, not canonical or followed by others.</exception>
    public static InconsistencyProof FromBytes(ReadOnlySpan<byte> bytes, Axis axis)
    {
        BcsReader reader = new(bytes);
        InconsistencyProof proof = Read(ref reader, axis);
        reader.End();
        return proof;
    }
}
