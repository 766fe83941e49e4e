using System.Buffers;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;

namespace Walrus.Node.Services;

/// <summary>
/// Parsed metadata of the blobs that are being written: sixty slivers of a blob come in together and each is checked
/// against the same tens of kilobytes.
/// </summary>
internal sealed class MetadataCache(HeldSlivers held, RedStuffParameters parameters)
{
    private const int Capacity = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<BlobId, LinkedListNode<VerifiedBlobMetadata>> _entries = [];
    private readonly LinkedList<VerifiedBlobMetadata> _byUse = new();

    /// <summary>The blob's metadata, or null when the store does not hold them.</summary>
    public async ValueTask<VerifiedBlobMetadata?> FindAsync(BlobId blob, CancellationToken cancellation)
    {
        if (Touch(blob) is { } cached)
            return cached;
        using IMemoryOwner<byte>? bytes = await held.ReadMetadataAsync(blob, cancellation);
        if (bytes is null)
            return null;
        // Verified again although the store checks its own sums: what slivers are judged by must hash to the blob id.
        VerifiedBlobMetadata metadata = VerifiedBlobMetadata.Verify(blob, BcsFormat.FromBytes<BlobMetadata>(bytes.Memory.Span), parameters);
        Add(metadata);
        return metadata;
    }

    private VerifiedBlobMetadata? Touch(BlobId blob)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(blob, out LinkedListNode<VerifiedBlobMetadata>? entry) || !held.ContainsMetadata(blob))
                return null;
            _byUse.Remove(entry);
            _byUse.AddFirst(entry);
            return entry.Value;
        }
    }

    private void Add(VerifiedBlobMetadata metadata)
    {
        lock (_lock)
        {
            if (_entries.ContainsKey(metadata.BlobId))
                return;
            _entries[metadata.BlobId] = _byUse.AddFirst(metadata);
            if (_entries.Count <= Capacity)
                return;
            _entries.Remove(_byUse.Last!.Value.BlobId);
            _byUse.RemoveLast();
        }
    }
}
