using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Availability;

/// <summary>The leaf at which a path ends.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ValueHash">Hash of its value.</param>
public readonly record struct SparseMerkleLeaf(Bytes32 Key, Bytes32 ValueHash);

/// <summary>
/// A path through the availability map, from the root down to where a key is or would be (ledger format):
/// <c>siblings ‖ option(key ‖ value hash)</c>.
/// </summary>
/// <param name="Siblings">The node beside the path at each depth, from the root down.</param>
/// <param name="End">The leaf at its end; null where the map is empty.</param>
public sealed record SparseMerklePath(ImmutableArray<Bytes32> Siblings, SparseMerkleLeaf? End) : IBcs<SparseMerklePath>
{
    private const int MaxDepth = 256;

    /// <summary>
    /// Whether the path shows, under <paramref name="root"/>, that <paramref name="key"/> has this value, or none when it is null.
    /// </summary>
    public bool Shows(Bytes32 root, Bytes32 key, AvailabilityValue? value)
    {
        if (Siblings.Length > MaxDepth || RootFor(key) != root)
            return false;
        if (value is not null)
            return End is { } leaf && leaf.Key == key && leaf.ValueHash == value.ComputeHash();
        return End is not { } other || other.Key != key && SharesPath(other.Key, key);
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Vector(Siblings, static (w, sibling) => w.Bytes32(sibling));
        writer.Option(End, static (w, leaf) =>
        {
            w.Bytes32(leaf.Key);
            w.Bytes32(leaf.ValueHash);
        });
    }

    /// <inheritdoc/>
    public static SparseMerklePath Read(ref BcsReader reader) => new(
        [.. reader.Vector(static (ref BcsReader r) => r.Bytes32(), Bytes32.Length)],
        reader.Option(static (ref BcsReader r) => new SparseMerkleLeaf(r.Bytes32(), r.Bytes32())));

    private Bytes32 RootFor(Bytes32 key)
    {
        Bytes32 node = End is { } leaf ? SparseMerkleHash.Leaf(leaf.Key, leaf.ValueHash) : default;
        for (int depth = Siblings.Length - 1; depth >= 0; depth--)
            node = key.Bit(depth) ? SparseMerkleHash.Inner(Siblings[depth], node) : SparseMerkleHash.Inner(node, Siblings[depth]);
        return node;
    }

    // Another leaf shows that a key is absent only if the key would lie in that leaf's subtree.
    private bool SharesPath(Bytes32 other, Bytes32 key)
    {
        for (int depth = 0; depth < Siblings.Length; depth++)
        {
            if (other.Bit(depth) != key.Bit(depth))
                return false;
        }

        return true;
    }
}
