using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

/// <summary>
/// Which entries are held, and where. One thread changes it at a time (the store's writer); any number read meanwhile.
/// </summary>
/// <typeparam name="T">Where an entry is.</typeparam>
internal sealed class SliverIndex<T> where T : notnull
{
    private readonly ConcurrentDictionary<BlobId, Dictionary<uint, T>> _blobs = new();
    private readonly SortedSet<BlobId> _order = [];
    private long _slivers;

    /// <summary>Blobs of which anything is held.</summary>
    public long Blobs => _blobs.Count;

    /// <summary>Slivers held.</summary>
    public long Slivers => Interlocked.Read(ref _slivers);

    /// <summary>Finds an entry.</summary>
    public bool TryFind(EntryKey key, [MaybeNullWhen(false)] out T location)
    {
        location = default;
        if (!_blobs.TryGetValue(key.Blob, out Dictionary<uint, T>? entries))
            return false;
        lock (entries)
            return entries.TryGetValue(key.Slot, out location);
    }

    /// <summary>Whether an entry is held.</summary>
    public bool Contains(EntryKey key) => TryFind(key, out _);

    /// <summary>Adds an entry or replaces where it is.</summary>
    public void Set(EntryKey key, T location)
    {
        if (!_blobs.TryGetValue(key.Blob, out Dictionary<uint, T>? entries))
        {
            _blobs[key.Blob] = entries = [];
            lock (_order)
                _order.Add(key.Blob);
        }
        bool added;
        lock (entries)
        {
            added = !entries.ContainsKey(key.Slot);
            entries[key.Slot] = location;
        }
        if (added && !key.IsMetadata)
            Interlocked.Increment(ref _slivers);
    }

    /// <summary>Removes an entry.</summary>
    public bool TryRemove(EntryKey key, [MaybeNullWhen(false)] out T location)
    {
        location = default;
        if (!_blobs.TryGetValue(key.Blob, out Dictionary<uint, T>? entries))
            return false;
        bool empty;
        lock (entries)
        {
            if (!entries.Remove(key.Slot, out location))
                return false;
            empty = entries.Count == 0;
        }
        if (empty)
            Forget(key.Blob);
        if (!key.IsMetadata)
            Interlocked.Decrement(ref _slivers);
        return true;
    }

    /// <summary>The entries held of a blob, in no order.</summary>
    public List<EntryKey> EntriesOf(BlobId blob)
    {
        if (!_blobs.TryGetValue(blob, out Dictionary<uint, T>? entries))
            return [];
        lock (entries)
            return entries.Keys.Select(slot => new EntryKey(blob, slot)).ToList();
    }

    /// <summary>The slivers held of a shard, in no order.</summary>
    public List<EntryKey> EntriesOf(ShardIndex shard)
    {
        List<EntryKey> found = [];
        foreach (BlobId blob in _blobs.Keys)
        {
            foreach (Axis axis in (ReadOnlySpan<Axis>)[Axis.Primary, Axis.Secondary])
            {
                var key = new EntryKey(blob, EntryKey.SlotOf(shard, axis));
                if (Contains(key))
                    found.Add(key);
            }
        }
        return found;
    }

    /// <summary>Every entry, in no order.</summary>
    public IEnumerable<EntryKey> Entries() => _blobs.Keys.SelectMany(EntriesOf);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_order)
            _order.Clear();
        _blobs.Clear();
        Interlocked.Exchange(ref _slivers, 0);
    }

    /// <summary>One page of blob ids in order.</summary>
    public List<BlobId> ListBlobs(BlobId? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        lock (_order)
        {
            if (_order.Count == 0 || after is { } last && last >= _order.Max)
                return [];
            IEnumerable<BlobId> rest = after is { } begin ? _order.GetViewBetween(begin, _order.Max).SkipWhile(id => id == begin) : _order;
            return rest.Take(limit).ToList();
        }
    }

    /// <summary>The slivers held of a blob, by shard and axis.</summary>
    public List<SliverKey> ListSlivers(BlobId blob) =>
        EntriesOf(blob).Where(entry => !entry.IsMetadata).OrderBy(entry => entry.Slot).Select(entry => entry.ToSliverKey()).ToList();

    /// <summary>One page of the slivers of one shard and axis, by blob.</summary>
    public List<SliverKey> ListSlivers(ShardIndex shard, Axis axis, BlobId? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        const int blobsAtATime = 1024;
        List<SliverKey> found = [];
        for (List<BlobId> blobs; found.Count < limit && (blobs = ListBlobs(after, blobsAtATime)).Count > 0; after = blobs[^1])
        {
            IEnumerable<SliverKey> held = blobs.Select(blob => new SliverKey(blob, shard, axis)).Where(key => Contains(EntryKey.Sliver(key)));
            found.AddRange(held.Take(limit - found.Count));
        }
        return found;
    }

    private void Forget(BlobId blob)
    {
        _blobs.TryRemove(blob, out _);
        lock (_order)
            _order.Remove(blob);
    }
}
