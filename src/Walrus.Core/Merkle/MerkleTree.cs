using System.Collections.Immutable;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Merkle;

/// <summary>A Merkle tree kept whole, to prove its leaves (data plane 5). Immutable.</summary>
public sealed class MerkleTree
{
    private readonly byte[] _nodes;

    // First node of each level in _nodes; levels of odd length are followed by the empty node that pads them.
    private readonly int[] _levels;

    private MerkleTree(int leafCount)
    {
        LeafCount = leafCount;
        _levels = new int[leafCount == 0 ? 0 : MerkleColumns.Height(leafCount) + 1];
        int total = 0;
        int nodes = leafCount;
        for (int level = 0; level < _levels.Length; level++)
        {
            _levels[level] = total;
            total = checked(total + nodes + nodes % 2);
            nodes = (nodes + 1) / 2;
        }

        _nodes = new byte[checked(total * Bytes32.Length)];
    }

    /// <summary>Number of leaves.</summary>
    public int LeafCount { get; }

    /// <summary>The root; 32 zero bytes, the empty node, for a tree without leaves.</summary>
    public Bytes32 Root => LeafCount == 0 ? default : Node(_levels[^1]);

    /// <summary>Tree over leaves of one size, one after another.</summary>
    /// <exception cref="ArgumentException"><paramref name="leaves"/> is no whole number of leaves.</exception>
    public static MerkleTree FromLeaves(ReadOnlySpan<byte> leaves, int leafSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(leafSize);
        if (leaves.Length % leafSize != 0)
            throw new ArgumentException($"{leaves.Length} bytes are no whole number of leaves of {leafSize}.", nameof(leaves));
        MerkleTree tree = new(leaves.Length / leafSize);
        MerkleHasher.HashLeaves(leaves, leafSize, leafSize, tree.LeafCount, tree._nodes);
        tree.HashLevels();
        return tree;
    }

    /// <summary>Tree over leaf digests, 32 bytes each.</summary>
    /// <exception cref="ArgumentException"><paramref name="leafDigests"/> is no whole number of digests.</exception>
    public static MerkleTree FromDigests(ReadOnlySpan<byte> leafDigests)
    {
        MerkleTree tree = new(MerkleArguments.RequireNodes(leafDigests));
        leafDigests.CopyTo(tree._nodes);
        tree.HashLevels();
        return tree;
    }

    /// <summary>Digest of leaf <paramref name="index"/>.</summary>
    public Bytes32 LeafDigest(int index)
    {
        RequireLeaf(index);
        return Node(index);
    }

    /// <summary>Proof that leaf <paramref name="index"/> stands at its place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public MerkleProof Proof(int index)
    {
        RequireLeaf(index);
        MerkleNode[] path = new MerkleNode[_levels.Length - 1];
        int nodes = LeafCount;
        for (int level = 0; level < path.Length; level++)
        {
            int sibling = index ^ 1;
            path[level] = sibling < nodes ? new MerkleNode(Node(_levels[level] + sibling)) : MerkleNode.Empty;
            index >>= 1;
            nodes = (nodes + 1) / 2;
        }

        return new MerkleProof(ImmutableArray.Create(path));
    }

    private void HashLevels()
    {
        for (int level = 0; level + 1 < _levels.Length; level++)
        {
            int start = _levels[level] * Bytes32.Length;
            int end = _levels[level + 1] * Bytes32.Length;
            MerkleHasher.HashInner(_nodes.AsSpan(start, end - start), _nodes.AsSpan(end));
        }
    }

    private Bytes32 Node(int index) => new(_nodes.AsSpan(index * Bytes32.Length, Bytes32.Length));

    private void RequireLeaf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, LeafCount);
    }
}
