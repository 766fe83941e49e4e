using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers.Log;

/// <summary>
/// The books of a store: which entries are held and where, what is alive in each segment, and what can be given back to the
/// file system once the record that deleted it is durable. Changed by the writer alone.
/// </summary>
internal sealed class LogBooks
{
    private readonly Queue<(LogPoint Deletion, LogLocation Location)> _garbage = new();
    private long _liveBytes;
    private volatile bool _hasGarbage;

    /// <summary>Which entries are held, and where.</summary>
    public SliverIndex<LogLocation> Index { get; } = new();

    /// <summary>Bytes of all entries held.</summary>
    public long LiveBytes => Interlocked.Read(ref _liveBytes);

    /// <summary>Whether there is anything to give back; may be asked by any thread.</summary>
    public bool HasGarbage
    {
        get => _hasGarbage;
        private set => _hasGarbage = value;
    }

    /// <summary>Enters a new entry, in place of one that may have been held.</summary>
    public void Put(EntryKey key, LogLocation location)
    {
        Remove(key, location.Record);
        Index.Set(key, location);
        location.Segment.LiveRecords++;
        Interlocked.Add(ref _liveBytes, location.Length);
    }

    /// <summary>Strikes an entry; its bytes are garbage once the log is durable beyond <paramref name="deletion"/>.</summary>
    public bool Remove(EntryKey key, LogPoint deletion)
    {
        if (!TryStrike(key, out LogLocation location))
            return false;
        location.Segment.PendingGarbage++;
        _garbage.Enqueue((deletion, location));
        HasGarbage = true;
        return true;
    }

    /// <summary>Strikes an entry and leaves its bytes alone: the place may be cut and written again.</summary>
    public void Forget(EntryKey key) => TryStrike(key, out _);

    /// <summary>Strikes what a record of the log deletes.</summary>
    /// <returns>How many entries were held.</returns>
    public int Apply(LogRecordKind kind, EntryKey key, LogPoint deletion)
    {
        List<EntryKey> keys = kind switch
        {
            LogRecordKind.DeleteEntry => [key],
            LogRecordKind.DeleteBlob => Index.EntriesOf(key.Blob),
            LogRecordKind.DeleteShard => Index.EntriesOf(new ShardIndex((ushort)key.Slot)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a record that deletes."),
        };
        return keys.Count(entry => Remove(entry, deletion));
    }

    /// <summary>Takes out the garbage whose deletion lies before a durable point.</summary>
    public List<LogLocation> TakeGarbage(LogPoint durable)
    {
        List<LogLocation> taken = [];
        while (_garbage.TryPeek(out (LogPoint Deletion, LogLocation Location) oldest) && oldest.Deletion < durable)
        {
            _garbage.Dequeue();
            oldest.Location.Segment.PendingGarbage--;
            taken.Add(oldest.Location);
        }
        HasGarbage = _garbage.Count > 0;
        return taken;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Index.Clear();
        _garbage.Clear();
        HasGarbage = false;
        Interlocked.Exchange(ref _liveBytes, 0);
    }

    private bool TryStrike(EntryKey key, out LogLocation location)
    {
        if (!Index.TryRemove(key, out location))
            return false;
        location.Segment.LiveRecords--;
        Interlocked.Add(ref _liveBytes, -location.Length);
        return true;
    }
}
