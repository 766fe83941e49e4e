using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Core.Metadata;

/// <summary>
/// Metadata known to belong to its blob id, and so to be what slivers and symbols are checked against. Comes only from
/// verification or from encoding the blob. Immutable.
/// </summary>
public sealed class VerifiedBlobMetadata
{
    private VerifiedBlobMetadata(BlobId blobId, BlobMetadata metadata, RedStuffParameters parameters)
    {
        BlobId = blobId;
        Metadata = metadata;
        Parameters = parameters;
        SymbolSize = parameters.SymbolSize((long)metadata.UnencodedLength);
    }

    /// <summary>The blob.</summary>
    public BlobId BlobId { get; }

    /// <summary>Its metadata.</summary>
    public BlobMetadata Metadata { get; }

    /// <summary>The network's parameters.</summary>
    public RedStuffParameters Parameters { get; }

    /// <summary>Bytes of the blob.</summary>
    public long UnencodedLength => (long)Metadata.UnencodedLength;

    /// <summary>Bytes of one symbol.</summary>
    public int SymbolSize { get; }

    /// <summary>Data bytes of every sliver on <paramref name="axis"/>.</summary>
    public int SliverLength(Axis axis) => Parameters.SymbolsPerSliver(axis) * SymbolSize;

    /// <summary>Merkle root of a sliver's expansion, from the entry of its pair.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sliver.</exception>
    public Bytes32 RootOf(SliverIndex sliver, Axis axis)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sliver.Value, Parameters.Shards);
        return Metadata.Pairs[Parameters.PairOf(sliver, axis).Value].Root(axis);
    }

    /// <summary>The form that nodes hand out.</summary>
    public BlobMetadataWithId WithId() => new(BlobId, Metadata);

    /// <summary>Checks metadata that came from elsewhere (data plane 6.4).</summary>
    /// <exception cref="InvalidMetadataException">It does not fit the parameters, or belongs to another blob.</exception>
    public static VerifiedBlobMetadata Verify(BlobId blobId, BlobMetadata metadata, RedStuffParameters parameters)
    {
        RequireShape(metadata, parameters);
        BlobId computed = metadata.ComputeBlobId();
        if (computed != blobId)
            throw new InvalidMetadataException(MetadataFault.BlobIdMismatch, $"The metadata belongs to blob {computed}, not to {blobId}.");
        return new VerifiedBlobMetadata(blobId, metadata, parameters);
    }

    /// <summary>Metadata that this process computed from the blob.</summary>
    internal static VerifiedBlobMetadata FromEncoding(BlobMetadata metadata, RedStuffParameters parameters) =>
        new(metadata.ComputeBlobId(), metadata, parameters);

    private static void RequireShape(BlobMetadata metadata, RedStuffParameters parameters)
    {
        if (metadata.Pairs.Length != parameters.Shards)
        {
            throw new InvalidMetadataException(
                MetadataFault.WrongPairCount, $"The metadata has {metadata.Pairs.Length} sliver pairs; the network has {parameters.Shards} shards.");
        }

        if (metadata.UnencodedLength > (ulong)parameters.MaxBlobSize)
        {
            throw new InvalidMetadataException(
                MetadataFault.BlobTooLarge,
                $"The metadata names {metadata.UnencodedLength} bytes; {parameters.Shards} shards hold at most {parameters.MaxBlobSize}.");
        }
    }
}
