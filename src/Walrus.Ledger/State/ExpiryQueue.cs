using Walrus.Core.Identifiers;

namespace Walrus.Ledger.State;

/// <summary>
/// Which blobs may have objects that end with an epoch, so that the change of epochs finds them without a scan.
/// An entry is a hint: a blob that was extended or deleted since is looked at and left alone, as is one that stands there twice.
/// </summary>
internal sealed class ExpiryQueue(ExpiryQueue? parent = null) : ILayer
{
    private SortedDictionary<Epoch, List<BlobId>>? _byEnd;

    public void Add(Epoch end, BlobId blob) => Add(end, [blob]);

    /// <summary>Blobs with an object that ends at or before <paramref name="epoch"/>, in ascending order.</summary>
    public SortedSet<BlobId> Due(Epoch epoch)
    {
        SortedSet<BlobId> due = parent?.Due(epoch) ?? [];
        foreach ((Epoch end, List<BlobId> blobs) in _byEnd ?? [])
        {
            if (end > epoch)
                break;
            due.UnionWith(blobs);
        }

        return due;
    }

    public void Commit()
    {
        foreach ((Epoch end, List<BlobId> blobs) in _byEnd ?? [])
        {
            parent!.Add(end, blobs);
        }

        Clear();
    }

    private void Add(Epoch end, List<BlobId> blobs)
    {
        _byEnd ??= [];
        if (_byEnd.TryGetValue(end, out List<BlobId>? present))
            present.AddRange(blobs);
        else
            _byEnd.Add(end, blobs);
    }

    /// <summary>Undoes what was added.</summary>
    public void Clear() => _byEnd = null;

    /// <summary>Forgets what ended at or before <paramref name="epoch"/>.</summary>
    public void Drop(Epoch epoch)
    {
        foreach (Epoch end in (_byEnd ?? []).Keys.TakeWhile(end => end <= epoch).ToList())
            _byEnd!.Remove(end);
    }
}
