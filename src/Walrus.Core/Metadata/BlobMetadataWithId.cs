using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Metadata;

/// <summary>Metadata together with the blob id it is claimed to belong to, as nodes hand it out (data plane 7.2).</summary>
/// <param name="BlobId">The claimed blob id.</param>
/// <param name="Metadata">The metadata.</param>
public sealed record BlobMetadataWithId(BlobId BlobId, BlobMetadata Metadata) : IBcs<BlobMetadataWithId>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        BlobId.Write(writer);
        Metadata.Write(writer);
    }

    /// <inheritdoc/>
    public static BlobMetadataWithId Read(ref BcsReader reader) => new(BlobId.Read(ref reader), BlobMetadata.Read(ref reader));
}
