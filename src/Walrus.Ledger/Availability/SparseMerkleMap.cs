using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Availability;

/// <summary>
/// The availability map: a binary tree over the 256 bits of a key in which a subtree with a single leaf is that leaf
/// (ledger format). Immutable: a change makes the nodes on one path anew and shares the rest.
/// </summary>
internal sealed class SparseMerkleMap
{
    public static readonly SparseMerkleMap Empty = new(null);

    private readonly Node? _root;

    private SparseMerkleMap(Node? root) => _root = root;

    /// <summary>The root that headers carry; zero for an empty map.</summary>
    public Bytes32 Root => HashOf(_root);

    /// <summary>With the hash of a value at <paramref name="key"/>.</summary>
    public SparseMerkleMap Set(Bytes32 key, Bytes32 valueHash) => new(Set(_root, 0, new Leaf(key, valueHash)));

    /// <summary>Without <paramref name="key"/>, if it was there.</summary>
    public SparseMerkleMap Remove(Bytes32 key) => new(Remove(_root, 0, key));

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

    private static Node Set(Node? node, int depth, Leaf leaf) => node switch
    {
        null => leaf,
        Leaf other when other.Key == leaf.Key => leaf,
        Leaf other => Split(other, leaf, depth),
        Inner inner when leaf.Key.Bit(depth) => new Inner(inner.Left, Set(inner.Right, depth + 1, leaf)),
        Inner inner => new Inner(Set(inner.Left, depth + 1, leaf), inner.Right),
        _ => throw new InvalidOperationException("A node is a leaf or an inner node."),
    };

    private static Inner Split(Leaf first, Leaf second, int depth)
    {
        (bool firstRight, bool secondRight) = (first.Key.Bit(depth), second.Key.Bit(depth));
        if (firstRight != secondRight)
            return firstRight ? new Inner(second, first) : new Inner(first, second);
        Inner below = Split(first, second, depth + 1);
        return firstRight ? new Inner(null, below) : new Inner(below, null);
    }

    private static Node? Remove(Node? node, int depth, Bytes32 key) => node switch
    {
        Leaf leaf when leaf.Key == key => null,
        Inner inner when key.Bit(depth) => Collapse(inner, inner.Left, Remove(inner.Right, depth + 1, key)),
        Inner inner => Collapse(inner, Remove(inner.Left, depth + 1, key), inner.Right),
        _ => node,
    };

    // A lone leaf moves up to where it is alone; anything else stays where it is.
    private static Node? Collapse(Inner before, Node? left, Node? right) => (left, right) switch
    {
        (null, null) => null,
        (Leaf only, null) => only,
        (null, Leaf only) => only,
        _ => ReferenceEquals(left, before.Left) && ReferenceEquals(right, before.Right) ? before : new Inner(left, right),
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
