using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

/// <summary>
/// What is stored does not match its checksum, or cannot be read. The store has dropped the entry: it is no longer held, and can
/// be put again once it is recovered.
/// </summary>
public sealed class SliverCorruptedException : StorageException
{
    /// <summary>A damaged sliver.</summary>
    public SliverCorruptedException(SliverKey key, Exception? inner = null)
        : base($"Sliver {key} is damaged on disk; it was dropped and has to be recovered.", inner)
    {
        Blob = key.Blob;
        Key = key;
    }

    /// <summary>Damaged metadata.</summary>
    public SliverCorruptedException(BlobId blob, Exception? inner = null)
        : base($"The metadata of blob {blob} is damaged on disk; it was dropped and has to be recovered.", inner) => Blob = blob;

    /// <summary>The blob it belongs to.</summary>
    public BlobId Blob { get; }

    /// <summary>Which sliver, or null when it is the blob's metadata.</summary>
    public SliverKey? Key { get; }
}
