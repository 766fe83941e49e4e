using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Merkle;

/// <summary>
/// The hashes of Merkle trees (data plane 5), many at a time. Nothing here allocates. Spans that are too short for
/// what is asked give an <see cref="ArgumentException"/>.
/// </summary>
public static unsafe class MerkleHasher
{
    private const int DigestSize = Bytes32.Length;

    /// <summary>Digest i = B2b(0x00 || symbol i), where symbol i starts at byte i · <paramref name="stride"/>.</summary>
    /// <param name="symbols">The memory that holds the symbols.</param>
    /// <param name="symbolSize">Bytes of one symbol.</param>
    /// <param name="stride">Bytes from the start of one symbol to the next.</param>
    /// <param name="count">How many symbols.</param>
    /// <param name="digests">32 bytes a symbol; must not overlap the symbols.</param>
    public static void HashLeaves(ReadOnlySpan<byte> symbols, int symbolSize, int stride, int count, Span<byte> digests)
    {
        MerkleArguments.RequireStrided(symbols, symbolSize, stride, count);
        MerkleArguments.RequireNodes(digests, count, nameof(digests));
        fixed (byte* memory = symbols, target = digests)
        {
            SymbolBatch batch = new(memory, symbols.Length, symbolSize, count, stride);
            if (symbolSize != TwoByteLeaves.SymbolSize || !TwoByteLeaves.TryLookUp(batch, target))
                LaneHasher.For(count).HashLeaves(batch, target);
        }
    }

    /// <summary>Parent i = B2b(0x01 || pair i), with pairs of two nodes, 64 bytes, one after another.</summary>
    /// <param name="pairs">A multiple of 64 bytes.</param>
    /// <param name="parents">32 bytes a pair; may start where <paramref name="pairs"/> starts.</param>
    public static void HashInner(ReadOnlySpan<byte> pairs, Span<byte> parents)
    {
        int count = MerkleArguments.RequirePairs(pairs);
        MerkleArguments.RequireNodes(parents, count, nameof(parents));
        fixed (byte* children = pairs, target = parents)
            LaneHasher.For(count).HashInner(children, 2 * DigestSize, children + DigestSize, 2 * DigestSize, count, target);
    }

    /// <summary>Parent i = B2b(0x01 || left i || right i).</summary>
    /// <param name="lefts">32 bytes a node.</param>
    /// <param name="rights">As many nodes; or none, which stands for empty nodes.</param>
    /// <param name="parents">As many nodes; may be <paramref name="lefts"/> or <paramref name="rights"/> itself.</param>
    public static void HashInner(ReadOnlySpan<byte> lefts, ReadOnlySpan<byte> rights, Span<byte> parents)
    {
        int count = MerkleArguments.RequireNodes(lefts);
        if (!rights.IsEmpty)
            MerkleArguments.RequireNodes(rights, count, nameof(rights));
        MerkleArguments.RequireNodes(parents, count, nameof(parents));
        ReadOnlySpan<byte> empty = EmptyNode;
        fixed (byte* left = lefts, right = rights.IsEmpty ? empty : rights, target = parents)
            LaneHasher.For(count).HashInner(left, DigestSize, right, rights.IsEmpty ? 0 : DigestSize, count, target);
    }

    /// <summary>
    /// Root of the tree over the given leaf digests, 32 bytes each, which serve as scratch and are lost.
    /// Without leaves the root is the empty node, 32 zero bytes.
    /// </summary>
    public static Bytes32 RootOf(Span<byte> leafDigests)
    {
        int nodes = MerkleArguments.RequireNodes(leafDigests);
        if (nodes == 0)
            return default;
        while (nodes > 1)
        {
            Span<byte> level = leafDigests[..(nodes * DigestSize)];
            int pairs = nodes / 2;
            HashInner(level[..(pairs * 2 * DigestSize)], level);
            if (nodes % 2 != 0)
                HashInner(level[^DigestSize..], default, level.Slice(pairs * DigestSize, DigestSize));
            nodes -= pairs;
        }

        return new Bytes32(leafDigests[..DigestSize]);
    }

    /// <summary>An empty node where it is hashed.</summary>
    internal static ReadOnlySpan<byte> EmptyNode =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ];
}
