using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Merkle;

/// <summary>That a leaf stands at its place in a tree: the sibling nodes from the leaf upwards (data plane 5).</summary>
public sealed class MerkleProof : IBcs<MerkleProof>, IEquatable<MerkleProof>
{
    /// <summary>Longest path that is read: more than any tree in use has levels.</summary>
    public const int MaxPathLength = 32;

    /// <summary>A proof of the given siblings.</summary>
    /// <exception cref="ArgumentException">The path is longer than <see cref="MaxPathLength"/>.</exception>
    public MerkleProof(ImmutableArray<MerkleNode> path)
    {
        if (path.IsDefault || path.Length > MaxPathLength)
            throw new ArgumentException($"A path has 0 to {MaxPathLength} nodes.", nameof(path));
        Path = path;
    }

    /// <summary>The siblings, from the leaf upwards, without the leaf and the root.</summary>
    public ImmutableArray<MerkleNode> Path { get; }

    /// <summary>Whether <paramref name="leaf"/> is leaf <paramref name="index"/> of the tree with this root.</summary>
    /// <param name="root">Root of the tree.</param>
    /// <param name="leaf">Bytes of the leaf, not its digest.</param>
    /// <param name="index">Place of the leaf.</param>
    /// <param name="leafCount">Leaves of the tree; no path is longer than the tree is high.</param>
    public bool Verify(Bytes32 root, ReadOnlySpan<byte> leaf, int index, int leafCount)
    {
        if (index < 0 || index >= leafCount)
            return false;
        if (Path.Length > MerkleColumns.Height(leafCount) || index >> Path.Length != 0)
            return false;
        Span<byte> node = stackalloc byte[Bytes32.Length];
        MerkleHasher.HashLeaves(leaf, leaf.Length, leaf.Length, 1, node);
        Span<byte> pair = stackalloc byte[2 * Bytes32.Length];
        foreach (MerkleNode sibling in Path)
        {
            bool isLeft = (index & 1) == 0;
            node.CopyTo(isLeft ? pair : pair[Bytes32.Length..]);
            sibling.Bytes.CopyTo(isLeft ? pair[Bytes32.Length..] : pair);
            MerkleHasher.HashInner(pair, node);
            index >>= 1;
        }

        return new Bytes32(node) == root;
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => writer.Vector(Path);

    /// <inheritdoc/>
    public static MerkleProof Read(ref BcsReader reader)
    {
        int length = reader.Uleb();
        if (length > MaxPathLength)
            throw new BcsException($"A Merkle path of {length} nodes exceeds {MaxPathLength}, before byte {reader.Position}.");
        MerkleNode[] path = new MerkleNode[length];
        for (int i = 0; i < path.Length; i++)
            path[i] = MerkleNode.Read(ref reader);
        return new MerkleProof(ImmutableArray.Create(path));
    }

    /// <inheritdoc/>
    public bool Equals(MerkleProof? other) => other is not null && Path.AsSpan().SequenceEqual(other.Path.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MerkleProof);

    /// <inheritdoc/>
    public override int GetHashCode() => Path.Length == 0 ? 0 : HashCode.Combine(Path.Length, Path[0]);
}
