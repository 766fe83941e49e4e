using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Merkle;

/// <summary>A node of a Merkle tree: empty, or a digest (data plane 5, 7.1). The default is empty.</summary>
public readonly record struct MerkleNode : IBcs<MerkleNode>
{
    private const int EmptyVariant = 0;
    private const int DigestVariant = 1;

    /// <summary>The node that holds <paramref name="digest"/>.</summary>
    public MerkleNode(Bytes32 digest)
    {
        Bytes = digest;
        IsDigest = true;
    }

    /// <summary>The node that pads a level of odd length.</summary>
    public static MerkleNode Empty => default;

    /// <summary>Whether the node holds a digest, and so is not empty.</summary>
    public bool IsDigest { get; }

    /// <summary>What is hashed: the digest, or 32 zero bytes.</summary>
    public Bytes32 Bytes { get; }

    /// <inheritdoc/>
    public override string ToString() => IsDigest ? Bytes.ToString() : "empty";

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Uleb(IsDigest ? (uint)DigestVariant : EmptyVariant);
        if (IsDigest)
            writer.Bytes32(Bytes);
    }

    /// <inheritdoc/>
    public static MerkleNode Read(ref BcsReader reader) => reader.Uleb() switch
    {
        EmptyVariant => Empty,
        DigestVariant => new MerkleNode(reader.Bytes32()),
        int other => throw new BcsException($"{other} is no variant of a Merkle node, before byte {reader.Position}."),
    };
}
