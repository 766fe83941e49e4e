using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Core.Metadata;

/// <summary>
/// Metadata of a blob, version 1: how it is encoded, its length and the roots of all its slivers (data plane 6.1). Immutable. What
/// comes from elsewhere proves nothing before <see cref="VerifiedBlobMetadata.Verify"/>.
/// </summary>
public sealed class BlobMetadata : IBcs<BlobMetadata>
{
    private const int Version1 = 0;
    private const int LeafSize = 2 * Bytes32.Length;

    /// <summary>Metadata from its parts.</summary>
    /// <param name="encodingType">How the blob is encoded.</param>
    /// <param name="unencodedLength">Bytes of the blob.</param>
    /// <param name="pairs">Sliver roots in the order of sliver pairs.</param>
    public BlobMetadata(EncodingType encodingType, ulong unencodedLength, ImmutableArray<SliverPairMetadata> pairs)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(encodingType, EncodingType.RS2);
        if (pairs.IsDefaultOrEmpty)
            throw new ArgumentException("Metadata names at least one sliver pair.", nameof(pairs));
        EncodingType = encodingType;
        UnencodedLength = unencodedLength;
        Pairs = pairs;
    }

    /// <summary>How the blob is encoded.</summary>
    public EncodingType EncodingType { get; }

    /// <summary>Bytes of the blob.</summary>
    public ulong UnencodedLength { get; }

    /// <summary>Sliver roots; entry p holds those of primary sliver p and secondary sliver n - 1 - p.</summary>
    public ImmutableArray<SliverPairMetadata> Pairs { get; }

    /// <summary>Root of the Merkle tree over the sliver pairs (data plane 5).</summary>
    public Bytes32 ComputeRoot()
    {
        byte[] memory = ArrayPool<byte>.Shared.Rent(Pairs.Length * (LeafSize + Bytes32.Length));
        Span<byte> leaves = memory.AsSpan(0, Pairs.Length * LeafSize);
        Span<byte> digests = memory.AsSpan(leaves.Length, Pairs.Length * Bytes32.Length);
        for (int i = 0; i < Pairs.Length; i++)
        {
            Pairs[i].PrimaryRoot.CopyTo(leaves[(i * LeafSize)..]);
            Pairs[i].SecondaryRoot.CopyTo(leaves[(i * LeafSize + Bytes32.Length)..]);
        }

        MerkleHasher.HashLeaves(leaves, LeafSize, LeafSize, Pairs.Length, digests);
        Bytes32 root = MerkleHasher.RootOf(digests);
        ArrayPool<byte>.Shared.Return(memory);
        return root;
    }

    /// <summary>The blob id that this metadata belongs to (data plane 6.2).</summary>
    public BlobId ComputeBlobId() => BlobIdDerivation.Derive(EncodingType, UnencodedLength, ComputeRoot());

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Uleb(Version1);
        writer.Uleb((uint)EncodingType);
        writer.U64(UnencodedLength);
        writer.Vector(Pairs);
    }

    /// <inheritdoc/>
    public static BlobMetadata Read(ref BcsReader reader)
    {
        int version = reader.Uleb();
        if (version != Version1)
            throw new BcsException($"{version} is no known version of blob metadata.");
        int encodingType = reader.Uleb();
        if (encodingType != (int)EncodingType.RS2)
            throw new BcsException($"{encodingType} is no supported encoding type.");
        ulong unencodedLength = reader.U64();
        SliverPairMetadata[] pairs = reader.Vector(
            static (ref BcsReader r) => SliverPairMetadata.Read(ref r), SliverPairMetadata.BcsLength);
        if (pairs.Length == 0)
            throw new BcsException("Blob metadata names no sliver pairs.");
        return new BlobMetadata(EncodingType.RS2, unencodedLength, ImmutableCollectionsMarshal.AsImmutableArray(pairs));
    }
}
