using Walrus.Core.ErasureCoding;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;

namespace Walrus.Core.Recovery;

/// <summary>
/// A held sliver extended to n symbols, with its Merkle tree: whatever symbols others ask for to recover theirs (data plane 11.1).
/// Immutable; takes n symbols and 64 n bytes of memory.
/// </summary>
public sealed class SliverExpansion
{
    private readonly byte[] _symbols;
    private readonly MerkleTree _tree;
    private readonly Sliver _sliver;

    /// <summary>Expands a sliver.</summary>
    /// <exception cref="ArgumentException">The sliver does not have as many symbols as slivers of its axis, or there is no such sliver.</exception>
    public SliverExpansion(Sliver sliver, RedStuffParameters parameters)
    {
        if (sliver.Index.Value >= parameters.Shards || sliver.SymbolSize % 2 != 0 || sliver.SymbolSize > RedStuffParameters.MaxSymbolSize
            || sliver.Data.Length != (long)sliver.SymbolSize * parameters.SymbolsPerSliver(sliver.Axis))
        {
            throw new ArgumentException(
                $"{sliver.Data.Length} bytes in symbols of {sliver.SymbolSize} are no {sliver.Axis} sliver {sliver.Index} of {parameters.Shards}.", nameof(sliver));
        }

        _sliver = sliver;
        _symbols = Expand(sliver, CodeShape.ForSliver(parameters, sliver.Axis));
        _tree = MerkleTree.FromLeaves(_symbols, sliver.SymbolSize);
    }

    /// <summary>Merkle root of the sliver.</summary>
    public Bytes32 Root => _tree.Root;

    /// <summary>The symbol where this sliver crosses <paramref name="other"/>, a sliver of the other axis.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sliver.</exception>
    public DecodingSymbol Symbol(SliverIndex other)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(other.Value, _tree.LeafCount);
        return new DecodingSymbol(_sliver.Index, _symbols.AsMemory(other.Value * _sliver.SymbolSize, _sliver.SymbolSize));
    }

    /// <summary>The symbol that helps to recover <paramref name="target"/>, a sliver of the other axis, with its proof.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sliver.</exception>
    public GeneralRecoverySymbol RecoverySymbol(SliverIndex target) =>
        new(_sliver.Axis.Orthogonal(), Symbol(target), target, _tree.Proof(target.Value));

    private static unsafe byte[] Expand(Sliver sliver, CodeShape shape)
    {
        LinePacking packing = new(sliver.SymbolSize, maxLines: 1);
        using SymbolExpander expander = new(shape, packing.PositionSize);
        byte[] symbols = new byte[shape.Symbols * sliver.SymbolSize];
        sliver.Data.Span.CopyTo(symbols);
        for (int slice = 0; slice < packing.Slices; slice++)
        {
            int offset = packing.OffsetOf(slice), size = packing.SizeOf(slice);
            fixed (byte* sources = symbols)
                expander.Absorb(new StridedSymbols(sources + offset, sliver.SymbolSize, 0, size, 1));
            for (int chunk = 0; chunk < expander.Chunks; chunk++)
            {
                SymbolSegment segment = expander.Recover(chunk, size, 1);
                for (int symbol = segment.First; symbol < segment.First + segment.Count; symbol++)
                    segment.Symbol(symbol, size).CopyTo(symbols.AsSpan(symbol * sliver.SymbolSize + offset));
            }
        }

        return symbols;
    }
}
