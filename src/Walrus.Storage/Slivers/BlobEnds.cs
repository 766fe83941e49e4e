using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

/// <summary>When which blob ends, in memory and in the order of epochs. For one thread at a time.</summary>
internal sealed class BlobEnds
{
    private readonly Dictionary<BlobId, Epoch> _ends = [];
    private readonly SortedDictionary<Epoch, HashSet<BlobId>> _byEpoch = [];

    /// <summary>Notes an end, in place of the one before.</summary>
    public void Set(BlobId blob, Epoch end)
    {
        ArgumentOutOfRangeException.ThrowIfZero(end.Value, nameof(end));
        Remove(blob);
        _ends[blob] = end;
        if (!_byEpoch.TryGetValue(end, out HashSet<BlobId>? blobs))
            _byEpoch[end] = blobs = [];
        blobs.Add(blob);
    }

    /// <summary>The end of a blob, if it has one.</summary>
    public Epoch? Find(BlobId blob) => _ends.TryGetValue(blob, out Epoch end) ? end : null;

    /// <summary>Forgets the end of a blob.</summary>
    /// <returns>What it was.</returns>
    public Epoch? Remove(BlobId blob)
    {
        if (!_ends.Remove(blob, out Epoch end))
            return null;
        HashSet<BlobId> blobs = _byEpoch[end];
        blobs.Remove(blob);
        if (blobs.Count == 0)
            _byEpoch.Remove(end);
        return end;
    }

    /// <summary>The blobs that end at the start of an epoch or before, the earliest first.</summary>
    public List<BlobId> ListExpired(Epoch now) => [.. _byEpoch.TakeWhile(pair => pair.Key <= now).SelectMany(pair => pair.Value)];

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _ends.Clear();
        _byEpoch.Clear();
    }
}
