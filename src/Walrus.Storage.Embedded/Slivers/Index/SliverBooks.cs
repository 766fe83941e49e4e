using RocksDbSharp;
using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Slivers.Index;

/// <summary>
/// The books of a store: which entries are held and where, what each segment is used for, and what can be given back to the file
/// system once the record that deleted it is durable. Changed by the writer alone, batch by batch; a batch is visible to others
/// when it is committed. After an <see cref="IndexFailedException"/> these books are closed and new ones opened.
/// </summary>
internal sealed partial class SliverBooks : IDisposable
{
    private readonly IndexDatabase _database;
    private readonly Guid _storeId;
    private readonly Dictionary<uint, SegmentUse> _uses;

    // What the open batch changes, so that the writer sees it before it is committed.
    private readonly WriteBatch _batch = new();
    private readonly Dictionary<EntryKey, LogLocation?> _entries = [];
    private readonly Dictionary<BlobId, IndexedBlob> _blobs = [];
    private readonly HashSet<uint> _usesChanged = [];
    private long _blobCount, _sliverCount, _liveBytes, _punchedBytes;
    private volatile IndexState _state;

    /// <summary>The books in an index, which must be new or of this store.</summary>
    public SliverBooks(IndexDatabase database, Guid storeId)
    {
        _database = database;
        _storeId = storeId;
        Catalog = new SliverCatalog(database);
        _state = Catalog.ReadState() ?? new IndexState(Guid.Empty, default, default, 0, 0, 0);
        (_blobCount, _sliverCount, _liveBytes) = (_state.Blobs, _state.Slivers, _state.LiveBytes);
        _uses = Catalog.ReadUses();
        _punchedBytes = _uses.Values.Sum(use => use.PunchedBytes);
    }

    /// <summary>Answers from the index; open to all threads.</summary>
    public SliverCatalog Catalog { get; }

    /// <summary>To which state of the log the index belonged at the last commit, and what it counts; of no store when it is new.</summary>
    public IndexState State => _state;

    /// <summary>Changes in the open batch.</summary>
    public int Pending => _batch.Count();

    /// <summary>Bytes that were given back to the file system, of segments that are still there.</summary>
    public long PunchedBytes => Interlocked.Read(ref _punchedBytes);

    /// <summary>What a segment is used for.</summary>
    public SegmentUse UseOf(uint segment) => _uses.GetValueOrDefault(segment);

    /// <summary>Segments that the books know.</summary>
    public IReadOnlyCollection<uint> KnownSegments => _uses.Keys;

    /// <summary>Where an entry is, the open batch included.</summary>
    public bool TryFind(EntryKey key, out LogLocation location)
    {
        if (!_entries.TryGetValue(key, out LogLocation? changed))
            return Catalog.TryFind(key, out location);
        location = changed.GetValueOrDefault();
        return changed is not null;
    }

    /// <summary>What is known of a blob, the open batch included.</summary>
    public IndexedBlob FindBlob(BlobId blob) => _blobs.TryGetValue(blob, out IndexedBlob changed) ? changed : Catalog.FindBlob(blob);

    /// <summary>Enters an entry, in place of one that may have been held.</summary>
    public void Put(EntryKey key, LogLocation location)
    {
        Remove(key, location.Record);
        Add(key, location);
    }

    /// <summary>Enters an entry that was looked for and is not held.</summary>
    public void Add(EntryKey key, LogLocation location)
    {
        Span<byte> space = stackalloc byte[IndexLayout.KeyLengthMax];
        Span<byte> value = stackalloc byte[IndexValues.LocationLength];
        IndexValues.Write(location, value);
        _batch.Put(IndexLayout.Entry(key, space), value);
        if (!key.IsMetadata)
            _batch.Put(IndexLayout.InShard(key, space), ReadOnlySpan<byte>.Empty);
        _entries[key] = location;
        Count(key, location, 1);
    }

    /// <summary>Strikes an entry; its bytes are garbage once the log is durable beyond <paramref name="deletion"/>.</summary>
    public bool Remove(EntryKey key, LogPoint deletion)
    {
        if (!TryStrike(key, out LogLocation location))
            return false;
        Span<byte> length = stackalloc byte[IndexValues.GarbageLength];
        BitConverter.TryWriteBytes(length, location.Length);
        _batch.Put(IndexLayout.Garbage(deletion, location, stackalloc byte[IndexLayout.KeyLengthMax]), length);
        SegmentUse use = UseOf(location.Segment);
        Change(location.Segment, use with { PendingGarbage = use.PendingGarbage + 1 });
        return true;
    }

    /// <summary>Strikes an entry and leaves its bytes alone: the place may be cut and written again.</summary>
    public void Forget(EntryKey key) => TryStrike(key, out _);

    /// <summary>Notes when a blob ends, and where that is written; epoch 0 and no record: it has no end any more.</summary>
    public void SetEnd(BlobId blob, Epoch end, LogPoint record)
    {
        IndexedBlob known = FindBlob(blob);
        Span<byte> space = stackalloc byte[IndexLayout.KeyLengthMax];
        if (known.HasEnd)
        {
            _batch.Delete(IndexLayout.Expiry(known.End, blob, space));
            CountRecord(known.EndRecord.Segment, -1, LogRecordHeader.Length);
        }
        if (end.Value > 0)
        {
            _batch.Put(IndexLayout.Expiry(end, blob, space), ReadOnlySpan<byte>.Empty);
            CountRecord(record.Segment, 1, LogRecordHeader.Length);
        }
        Change(blob, known with { End = end, EndRecord = record });
    }

    /// <summary>Notes that a segment holds records that delete.</summary>
    public void NoteDeletes(uint segment) => Change(segment, UseOf(segment) with { HasDeletes = true });

    /// <summary>Notes that nothing more has to be done about a deleted payload.</summary>
    public void SettleGarbage(LogPoint deletion, LogLocation location)
    {
        _batch.Delete(IndexLayout.Garbage(deletion, location, stackalloc byte[IndexLayout.KeyLengthMax]));
        SegmentUse use = UseOf(location.Segment);
        Change(location.Segment, use with { PendingGarbage = use.PendingGarbage - 1 });
    }

    /// <summary>Notes that a payload was given back to the file system.</summary>
    public void NotePunched(LogLocation location)
    {
        SegmentUse use = UseOf(location.Segment);
        Change(location.Segment, use with { PunchedBytes = use.PunchedBytes + location.Length });
        Interlocked.Add(ref _punchedBytes, location.Length);
    }

    /// <summary>Forgets a segment that was removed.</summary>
    public void RemoveSegment(uint segment)
    {
        _batch.Delete(IndexLayout.Segment(segment, stackalloc byte[IndexLayout.KeyLengthMax]));
        Interlocked.Add(ref _punchedBytes, -UseOf(segment).PunchedBytes);
        _uses.Remove(segment);
        _usesChanged.Remove(segment);
    }

    /// <summary>Ends the batch: others see its changes from now on.</summary>
    /// <param name="applied">Behind the last record that is in the books.</param>
    /// <param name="durable">Up to where the log is known to be durable.</param>
    public void Commit(LogPoint applied, LogPoint durable)
    {
        Span<byte> space = stackalloc byte[IndexLayout.KeyLengthMax];
        Span<byte> value = stackalloc byte[IndexValues.StateLength];
        foreach (uint segment in _usesChanged)
        {
            IndexValues.Write(UseOf(segment), value);
            _batch.Put(IndexLayout.Segment(segment, space), value[..IndexValues.UseLength]);
        }
        foreach ((BlobId blob, IndexedBlob known) in _blobs)
            WriteBlob(blob, known, space, value);
        var state = new IndexState(_storeId, applied, durable, _blobCount, _sliverCount, _liveBytes);
        IndexValues.Write(state, value);
        _batch.Put(IndexLayout.State, value);
        _database.Write(_batch);
        _state = state;
        _batch.Clear();
        _entries.Clear();
        _blobs.Clear();
        _usesChanged.Clear();
    }

    /// <summary>Makes persistent what was committed.</summary>
    public void Persist() => _database.Persist();

    /// <summary>Says that the index belongs to no state of the log any more, so that the next start makes it anew.</summary>
    public void Disown()
    {
        _batch.Delete(IndexLayout.State);
        _database.Write(_batch);
        _batch.Clear();
    }

    public void Dispose()
    {
        _batch.Dispose();
        _database.Dispose();
    }

    private void WriteBlob(BlobId blob, IndexedBlob known, Span<byte> space, Span<byte> value)
    {
        ReadOnlySpan<byte> key = IndexLayout.Blob(blob, space);
        if (known is { Entries: 0, HasEnd: false })
        {
            _batch.Delete(key);
            return;
        }
        IndexValues.Write(known, value);
        _batch.Put(key, value[..IndexValues.BlobLength]);
    }

    private bool TryStrike(EntryKey key, out LogLocation location)
    {
        if (!TryFind(key, out location))
            return false;
        Span<byte> space = stackalloc byte[IndexLayout.KeyLengthMax];
        _batch.Delete(IndexLayout.Entry(key, space));
        if (!key.IsMetadata)
            _batch.Delete(IndexLayout.InShard(key, space));
        _entries[key] = null;
        Count(key, location, -1);
        return true;
    }

    private void Count(EntryKey key, LogLocation location, int sign)
    {
        IndexedBlob blob = FindBlob(key.Blob);
        IndexedBlob changed = blob with { Entries = blob.Entries + sign };
        Change(key.Blob, changed);
        CountRecord(location.Segment, sign, LogRecordHeader.Length + location.Length);
        _blobCount += blob.Entries == 0 ? 1 : changed.Entries == 0 ? -1 : 0;
        _sliverCount += key.IsMetadata ? 0 : sign;
        _liveBytes += sign * (long)location.Length;
    }

    private void CountRecord(uint segment, int sign, int length)
    {
        SegmentUse use = UseOf(segment);
        Change(segment, use with { Live = use.Live + sign, LiveBytes = use.LiveBytes + sign * (long)length });
    }

    private void Change(uint segment, SegmentUse use)
    {
        _uses[segment] = use;
        _usesChanged.Add(segment);
    }

    private void Change(BlobId blob, IndexedBlob known) => _blobs[blob] = known;
}
