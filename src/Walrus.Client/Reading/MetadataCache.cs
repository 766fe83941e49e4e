using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;

namespace Walrus.Client.Reading;

/// <summary>
/// The metadata used last. They follow from the blob id, so that they never become stale; whether the blob still
/// exists is the ledger's to say.
/// </summary>
internal sealed class MetadataCache(int capacity)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<VerifiedBlobMetadata> _byUse = new();
    private readonly Dictionary<BlobId, LinkedListNode<VerifiedBlobMetadata>> _byBlob = [];

    public VerifiedBlobMetadata? Find(BlobId blob)
    {
        lock (_gate)
        {
            if (!_byBlob.TryGetValue(blob, out LinkedListNode<VerifiedBlobMetadata>? entry))
                return null;
            _byUse.Remove(entry);
            _byUse.AddFirst(entry);
            return entry.Value;
        }
    }

    public void Add(VerifiedBlobMetadata metadata)
    {
        lock (_gate)
        {
            if (capacity == 0 || _byBlob.ContainsKey(metadata.BlobId))
                return;
            _byBlob.Add(metadata.BlobId, _byUse.AddFirst(metadata));
            if (_byUse.Count <= capacity)
                return;
            _byBlob.Remove(_byUse.Last!.Value.BlobId);
            _byUse.RemoveLast();
        }
    }
}
