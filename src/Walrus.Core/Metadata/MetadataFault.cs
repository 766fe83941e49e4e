namespace Walrus.Core.Metadata;

/// <summary>Why metadata is refused (data plane 6.4).</summary>
public enum MetadataFault
{
    /// <summary>The number of sliver pairs is not the number of shards.</summary>
    WrongPairCount,

    /// <summary>The unencoded length exceeds what the shards can hold.</summary>
    BlobTooLarge,

    /// <summary>The metadata belongs to another blob id.</summary>
    BlobIdMismatch,
}
