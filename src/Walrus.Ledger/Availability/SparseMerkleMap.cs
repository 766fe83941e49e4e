using System.Runtime.InteropServices;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Availability;

/// <summary>
/// The availability map: a binary tree over the 256 bits of a key in which a subtree with a single leaf is that leaf
/// (ledger format). Immutable: changes make the nodes on their paths anew, each once, and share the rest.
/// </summary>
internal sealed class SparseMerkleMap
{
    public static readonly SparseMerkleMap Empty = new(null);

    private readonly Node? _root;

    private SparseMerkleMap(Node? root) => _root = root;

    /// <summary>The root that headers carry; zero for an empty map.</summary>
    public Bytes32 Root => HashOf(_root);

    /// <summary>With the hash of a value at <paramref name="key"/>.</summary>
    public SparseMerkleMap Set(Bytes32 key, Bytes32 valueHash) => With([new SparseMerkleChange(key, valueHash)]);

    /// <summary>Without <paramref name="key"/>, if it was there.</summary>
    public SparseMerkleMap Remove(Bytes32 key) => With([new SparseMerkleChange(key, null)]);

    /// <summary>With changes, whose keys must ascend.</summary>
    public SparseMerkleMap With(List<SparseMerkleChange> changes)
    {
        Node? root = Change(_root, CollectionsMarshal.AsSpan(changes), 0);
        return ReferenceEquals(root, _root) ? this : new SparseMerkleMap(root);
    }

    /// <summary>What shows that <paramref name="key"/> has its value, or none.</summary>
    public SparseMerklePath Prove(Bytes32 key)
    {
        List<Bytes32> siblings = [];
        Node? node = _root;
        while (node is Inner inner)
        {
            bool right = key.Bit(siblings.Count);
            siblings.Add(HashOf(right ? inner.Left : inner.Right));
            node = right ? inner.Right : inner.Left;
        }

        return new SparseMerklePath([.. siblings], node is Leaf leaf ? new SparseMerkleLeaf(leaf.Key, leaf.ValueHash) : null);
    }

    private static Bytes32 HashOf(Node? node) => node?.Hash ?? default;

    private static Node? Change(Node? node, ReadOnlySpan<SparseMerkleChange> changes, int depth)
    {
        if (changes.IsEmpty)
            return node;
        if (node is Inner inner)
        {
            int rights = FirstRight(changes, depth);
            return Join(inner, Change(inner.Left, changes[..rights], depth + 1), Change(inner.Right, changes[rights..], depth + 1));
        }

        return changes.Length == 1 ? ChangeOne(node as Leaf, changes[0], depth) : Grow(node as Leaf, changes, depth);
    }

    /// <summary>A subtree of at most one leaf, after a change of one key.</summary>
    private static Node? ChangeOne(Leaf? leaf, SparseMerkleChange change, int depth)
    {
        if (change.ValueHash is not { } hash)
            return leaf?.Key == change.Key ? null : leaf;
        if (leaf is null || leaf.Key == change.Key)
            return leaf is not null && leaf.ValueHash == hash ? leaf : new Leaf(change.Key, hash);
        return Split(leaf, new Leaf(change.Key, hash), depth);
    }

    /// <summary>A subtree of at most one leaf, after changes of several keys: it goes to the side its key says.</summary>
    private static Node? Grow(Leaf? leaf, ReadOnlySpan<SparseMerkleChange> changes, int depth)
    {
        int rights = FirstRight(changes, depth);
        bool isRight = leaf?.Key.Bit(depth) == true;
        return Join(
            null,
            Change(isRight ? null : leaf, changes[..rights], depth + 1),
            Change(isRight ? leaf : null, changes[rights..], depth + 1));
    }

    private static Inner Split(Leaf first, Leaf second, int depth)
    {
        (bool firstRight, bool secondRight) = (first.Key.Bit(depth), second.Key.Bit(depth));
        if (firstRight != secondRight)
            return firstRight ? new Inner(second, first) : new Inner(first, second);
        Inner below = Split(first, second, depth + 1);
        return firstRight ? new Inner(null, below) : new Inner(below, null);
    }

    /// <summary>How many of the changes, which ascend, go left at this depth.</summary>
    private static int FirstRight(ReadOnlySpan<SparseMerkleChange> changes, int depth)
    {
        int low = 0;
        int high = changes.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (changes[middle].Key.Bit(depth))
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }

    // A lone leaf moves up to where it is alone; anything else stays where it is.
    private static Node? Join(Inner? before, Node? left, Node? right) => (left, right) switch
    {
        (null, null) => null,
        (Leaf only, null) => only,
        (null, Leaf only) => only,
        _ => before is not null && ReferenceEquals(left, before.Left) && ReferenceEquals(right, before.Right) ? before : new Inner(left, right),
    };

    private abstract class Node(Bytes32 hash)
    {
        public Bytes32 Hash { get; } = hash;
    }

    private sealed class Leaf(Bytes32 key, Bytes32 valueHash) : Node(SparseMerkleHash.Leaf(key, valueHash))
    {
        public Bytes32 Key { get; } = key;

        public Bytes32 ValueHash { get; } = valueHash;
    }

    private sealed class Inner(Node? left, Node? right) : Node(SparseMerkleHash.Inner(HashOf(left), HashOf(right)))
    {
        public Node? Left { get; } = left;

        public Node? Right { get; } = right;
    }
}
