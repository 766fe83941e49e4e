using Walrus.Core.Identifiers;

namespace Walrus.Core.Merkle;

/// <summary>
/// Many trees of one shape at once. Nodes lie by column: node t of tree r is node t · trees + r, so that one level
/// of all trees is hashed in long runs however small the trees are.
/// </summary>
public static class MerkleColumns
{
    /// <summary>Levels above the leaves: 0 for one leaf, otherwise the binary logarithm rounded up.</summary>
    public static int Height(int leaves)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leaves);
        return leaves == 1 ? 0 : System.Numerics.BitOperations.Log2((uint)leaves - 1) + 1;
    }

    /// <summary>Roots of all trees, which come to stand at the start of <paramref name="nodes"/>; the rest is scratch.</summary>
    /// <param name="nodes">The leaf digests by column.</param>
    /// <param name="trees">How many trees.</param>
    /// <param name="leaves">Leaves of each tree, at least one.</param>
    public static void RootsOf(Span<byte> nodes, int trees, int leaves) => Reduce(nodes, trees, leaves, Height(leaves));

    /// <summary>
    /// Climbs <paramref name="levels"/> levels, to ⌈columns / 2^levels⌉ columns at the start of <paramref name="nodes"/>.
    /// With 2^levels columns, or the last ones of larger trees, this gives the node that stands for them.
    /// </summary>
    /// <param name="nodes">The nodes of one level, or of neighbouring columns of it, by column; the rest is scratch.</param>
    /// <param name="trees">How many trees.</param>
    /// <param name="columns">Nodes of each tree, at least one.</param>
    /// <param name="levels">How far to climb; an odd column is paired with an empty one at every level.</param>
    /// <exception cref="ArgumentException"><paramref name="nodes"/> holds fewer nodes.</exception>
    public static void Reduce(Span<byte> nodes, int trees, int columns, int levels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trees);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegative(levels);
        if (nodes.Length < (long)trees * columns * Bytes32.Length)
            throw new ArgumentException($"{nodes.Length} bytes hold no {columns} columns of {trees} nodes.", nameof(nodes));
        int columnSize = trees * Bytes32.Length;
        for (; levels > 0; levels--)
        {
            for (int left = 0; left < columns; left += 2)
            {
                Span<byte> right = left + 1 < columns ? nodes.Slice((left + 1) * columnSize, columnSize) : default;
                MerkleHasher.HashInner(nodes.Slice(left * columnSize, columnSize), right, nodes.Slice(left / 2 * columnSize, columnSize));
            }

            columns = (columns + 1) / 2;
        }
    }
}
