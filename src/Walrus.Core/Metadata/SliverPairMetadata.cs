using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Metadata;

/// <summary>What the metadata of a blob says of one sliver pair: the Merkle roots of its two expanded slivers (data plane 6.1).</summary>
/// <param name="PrimaryRoot">Root of primary sliver p.</param>
/// <param name="SecondaryRoot">Root of secondary sliver n - 1 - p.</param>
public readonly record struct SliverPairMetadata(Bytes32 PrimaryRoot, Bytes32 SecondaryRoot) : IBcs<SliverPairMetadata>
{
    /// <summary>Bytes of the canonical form: two digests, each with its variant.</summary>
    public const int BcsLength = 2 * (1 + Bytes32.Length);

    /// <summary>Root of the sliver on <paramref name="axis"/>.</summary>
    public Bytes32 Root(Axis axis) => axis == Axis.Primary ? PrimaryRoot : SecondaryRoot;

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        new MerkleNode(PrimaryRoot).Write(writer);
        new MerkleNode(SecondaryRoot).Write(writer);
    }

    /// <inheritdoc/>
    public static SliverPairMetadata Read(ref BcsReader reader) => new(ReadRoot(ref reader), ReadRoot(ref reader));

    // A sliver has at least four symbols, so that its root is never the empty node.
    private static Bytes32 ReadRoot(ref BcsReader reader)
    {
        MerkleNode node = MerkleNode.Read(ref reader);
        return node.IsDigest ? node.Bytes : throw new BcsException($"A sliver root is empty, before byte {reader.Position}.");
    }
}
