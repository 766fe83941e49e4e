using Walrus.Core.Identifiers;

namespace Walrus.Ledger.State;

/// <summary>
/// Which blobs may have objects that end with an epoch, so that the change of epochs finds them without a scan.
/// An entry is a hint: a blob that was extended or deleted since is looked at and left alone, as is one that stands there twice.
/// </summary>
internal sealed class ExpiryQueue(ExpiryQueue? parent = null) : ILayer
{
    // Only the bottom has more than a few, and keeps them by their epoch; a layer on it hands over what it was told.
    private readonly SortedDictionary<Epoch, List<BlobId>> _byEnd = [];
    private readonly List<(Epoch End, BlobId Blob)> _added = [];

    public void Add(Epoch end, BlobId blob)
    {
        if (parent is not null)
        {
            _added.Add((end, blob));
            return;
        }

        if (!_byEnd.TryGetValue(end, out List<BlobId>? blobs))
            _byEnd.Add(end, blobs = []);
        blobs.Add(blob);
    }

    /// <summary>Blobs with an object that ends at or before <paramref name="epoch"/>, in ascending order.</summary>
    public SortedSet<BlobId> Due(Epoch epoch)
    {
        SortedSet<BlobId> due = parent?.Due(epoch) ?? [.. _byEnd.TakeWhile(entry => entry.Key <= epoch).SelectMany(static entry => entry.Value)];
        due.UnionWith(_added.Where(entry => entry.End <= epoch).Select(static entry => entry.Blob));
        return due;
    }

    public void Commit()
    {
        foreach ((Epoch end, BlobId blob) in _added)
            parent!.Add(end, blob);
        Clear();
    }

    /// <summary>Undoes what was added.</summary>
    public void Clear() => _added.Clear();

    /// <summary>Forgets what ended at or before <paramref name="epoch"/>.</summary>
    public void Drop(Epoch epoch)
    {
        _added.RemoveAll(entry => entry.End <= epoch);
        foreach (Epoch end in _byEnd.Keys.TakeWhile(end => end <= epoch).ToList())
            _byEnd.Remove(end);
    }
}
