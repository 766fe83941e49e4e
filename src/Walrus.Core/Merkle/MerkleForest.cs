using Walrus.Core.Identifiers;

namespace Walrus.Core.Merkle;

/// <summary>
/// Many trees of one shape whose leaves arrive from left to right, one of every tree at a time, as the columns of an
/// expanded blob do for the trees of its rows. Keeps one node a level and tree instead of all leaves.
/// Reusable, not for concurrent use.
/// </summary>
public sealed class MerkleForest
{
    // Level l holds the left sibling that waits for its right one; whether it does is bit l of the leaves so far.
    private readonly byte[][] _waiting;

    /// <summary>Trees without leaves so far.</summary>
    /// <param name="trees">How many trees, at least one.</param>
    /// <param name="leafCount">Leaves of each tree, at least one.</param>
    public MerkleForest(int trees, int leafCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trees);
        Trees = trees;
        LeafCount = leafCount;
        _waiting = new byte[MerkleColumns.Height(leafCount) + 1][];
        for (int level = 0; level < _waiting.Length; level++)
            _waiting[level] = new byte[trees * Bytes32.Length];
    }

    /// <summary>How many trees.</summary>
    public int Trees { get; }

    /// <summary>Leaves of each tree.</summary>
    public int LeafCount { get; }

    /// <summary>Leaves of each tree so far.</summary>
    public int Appended { get; private set; }

    /// <summary>Forgets all leaves.</summary>
    public void Reset() => Appended = 0;

    /// <summary>Appends one leaf to every tree.</summary>
    /// <param name="leafDigests">32 bytes a tree.</param>
    /// <exception cref="ArgumentException">The digests are not one a tree.</exception>
    /// <exception cref="InvalidOperationException">All leaves were appended.</exception>
    public void Append(ReadOnlySpan<byte> leafDigests)
    {
        if (leafDigests.Length != Trees * Bytes32.Length)
            throw new ArgumentException($"{leafDigests.Length} bytes are not one digest for each of {Trees} trees.", nameof(leafDigests));
        if (Appended == LeafCount)
            throw new InvalidOperationException($"The trees have all their {LeafCount} leaves.");
        int level = 0;
        ReadOnlySpan<byte> node = leafDigests;
        for (; (Appended >> level & 1) != 0; level++)
        {
            MerkleHasher.HashInner(_waiting[level], node, _waiting[level]);
            node = _waiting[level];
        }

        // The highest parents wait one level above their memory, which is free: the two change places.
        if (level == 0)
            node.CopyTo(_waiting[0]);
        else
            (_waiting[level - 1], _waiting[level]) = (_waiting[level], _waiting[level - 1]);
        Appended++;
    }

    /// <summary>The roots, 32 bytes a tree, valid until the forest is used again.</summary>
    /// <exception cref="InvalidOperationException">Leaves are missing.</exception>
    public ReadOnlySpan<byte> Roots()
    {
        if (Appended != LeafCount)
            throw new InvalidOperationException($"The trees have {Appended} of {LeafCount} leaves.");
        int top = _waiting.Length - 1;
        if (LeafCount == 1 << top)
            return _waiting[top];
        Span<byte> last = _waiting[top];
        int level = System.Numerics.BitOperations.TrailingZeroCount(LeafCount);
        MerkleHasher.HashInner(_waiting[level], default, last);
        for (level++; level < top; level++)
        {
            if ((LeafCount >> level & 1) != 0)
                MerkleHasher.HashInner(_waiting[level], last, last);
            else
                MerkleHasher.HashInner(last, default, last);
        }

        return last;
    }
}
