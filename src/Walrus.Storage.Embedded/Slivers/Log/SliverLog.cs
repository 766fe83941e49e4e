using System.Buffers;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Slivers.Log;

/// <summary>
/// The segments of a store and the end to which records are appended. Appending, cutting and removing are the writer's alone;
/// <see cref="SyncAsync"/> and the counts may be called by others.
/// </summary>
internal sealed class SliverLog(IStorageDevice device, EmbeddedStoreOptions options, Guid storeId) : IDisposable
{
    // The disk may begin with so much at once, while the processor verifies what comes next; less it takes with the sync.
    private const long LargeAppendBytes = 256 << 10;

    private readonly Lock _gate = new();
    private readonly SortedList<uint, LogSegment> _segments = [];
    private readonly HashSet<LogSegment> _unsynced = [];
    private readonly List<ReadOnlyMemory<byte>> _buffers = [];
    private readonly CachedTail _cached = new(options.CachedTailBytes);
    private bool _namesUnsynced;
    private LogPoint _durable;
    private LogPoint _marked;

    /// <summary>Identity that binds every record to this store.</summary>
    public Guid StoreId { get; } = storeId;

    /// <summary>Binds the checksums of its records to this store.</summary>
    public uint Seed { get; } = LogFormat.SeedOf(storeId);

    /// <summary>Why nothing can be appended until the store is opened again, or null.</summary>
    public string? Broken { get; set; }

    /// <summary>Bytes of all segments.</summary>
    public long Length => Snapshot().Sum(segment => segment.End);

    /// <summary>Behind the last record.</summary>
    public LogPoint End
    {
        get
        {
            lock (_gate)
                return EndUnderGate;
        }
    }

    /// <summary>The segment with this number; null when it is no longer there.</summary>
    public LogSegment? Find(uint number)
    {
        lock (_gate)
            return _segments.GetValueOrDefault(number);
    }

    /// <summary>All segments in order.</summary>
    public LogSegment[] Snapshot()
    {
        lock (_gate)
            return [.. _segments.Values];
    }

    /// <summary>Takes over what was found on the device.</summary>
    /// <param name="segments">The segments, walked.</param>
    /// <param name="durable">Up to where the log says it is durable; what lies behind is unsynced.</param>
    public void Adopt(IEnumerable<LogSegment> segments, LogPoint durable)
    {
        lock (_gate)
        {
            foreach (LogSegment segment in segments)
            {
                _segments.Add(segment.Number, segment);
                if (new LogPoint(segment.Number, (uint)segment.End) > durable)
                    _unsynced.Add(segment);
            }
            _durable = _marked = durable;
            _namesUnsynced = _unsynced.Count > 0;
        }
    }

    /// <summary>Appends records with one gathering write; nothing of the payloads is copied.</summary>
    /// <param name="entries">The records; none: only what marks the durable point, if it has moved.</param>
    /// <returns>Where each record begins, and in which segment; null when nothing was to be written.</returns>
    /// <exception cref="StoreUnwritableException">The device refused; nothing was appended.</exception>
    public async ValueTask<(LogSegment Segment, uint[] Offsets)?> AppendAsync(List<LogEntry> entries)
    {
        if (Broken is { } reason)
            throw new StoreUnwritableException(device.Location, reason);
        LogPoint durable = DurablePoint;
        bool marks = durable > _marked;
        if (entries.Count == 0 && !marks)
            return null;
        int count = entries.Count + (marks ? 1 : 0);
        long length = (long)count * LogRecordHeader.Length;
        foreach (LogEntry entry in entries)
            length += entry.Payload.Length;
        LogSegment segment = await RollWhenFullAsync(length);
        byte[] headers = ArrayPool<byte>.Shared.Rent(count * LogRecordHeader.Length);
        try
        {
            _buffers.Clear();
            var lay = new LogLayout(segment.Number, segment.End, Seed, headers, _buffers);
            if (marks)
                lay.AddDurable(durable);
            uint[] offsets = new uint[entries.Count];
            for (int i = 0; i < offsets.Length; i++)
                offsets[i] = lay.Add(entries[i]);
            await segment.File.WriteAsync(segment.End, _buffers);
            if (length >= LargeAppendBytes)
                segment.File.BeginSync(segment.End, length);
            Publish(segment, length);
            _marked = marks ? durable : _marked;
            return (segment, offsets);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            CutBack(segment);
            throw new StoreUnwritableException(device.Location, error.Message, error);
        }
        finally
        {
            _buffers.Clear();
            ArrayPool<byte>.Shared.Return(headers);
        }
    }

    /// <summary>Up to where the log is known to be durable.</summary>
    public LogPoint DurablePoint
    {
        get
        {
            lock (_gate)
                return _durable;
        }
    }

    /// <summary>Appends records without payload.</summary>
    /// <returns>Where the first of them begins; the others follow it.</returns>
    /// <exception cref="StoreUnwritableException">The device refused; nothing was appended.</exception>
    public async ValueTask<LogPoint> NoteAsync(List<LogEntry> notes)
    {
        (LogSegment segment, uint[] offsets) = (await AppendAsync(notes))!.Value;
        return new LogPoint(segment.Number, offsets[0]);
    }

    /// <summary>Makes durable what was appended before the call; others may append meanwhile. One caller at a time.</summary>
    /// <returns>Up to where the log is durable now. It counts only after <see cref="SetDurable"/>.</returns>
    /// <exception cref="IOException">It is unknown what is durable beyond <see cref="DurablePoint"/>.</exception>
    public async ValueTask<LogPoint> SyncAsync()
    {
        (LogSegment Segment, long End)[] unsynced;
        bool names;
        LogPoint end;
        lock (_gate)
        {
            unsynced = [.. _unsynced.Select(static segment => (segment, segment.End)).OrderBy(static entry => entry.segment.Number)];
            (names, end) = (_namesUnsynced, EndUnderGate);
            _unsynced.Clear();
            _namesUnsynced = false;
        }
        foreach ((LogSegment segment, long synced) in unsynced)
        {
            await segment.File.SyncAsync();
            _cached.Add(segment, synced);
        }
        if (names)
            device.SyncNames();
        TrimCache();
        return end;
    }

    /// <summary>Says that everything before this point is durable; the next append writes it down.</summary>
    public void SetDurable(LogPoint point)
    {
        lock (_gate)
            _durable = point;
    }

    /// <summary>Writes a segment's header once more.</summary>
    public async ValueTask MendHeaderAsync(LogSegment segment)
    {
        await segment.File.WriteAsync(0, [LogFormat.Header(StoreId, segment.Number)]);
        Publish(segment, length: 0);
    }

    /// <summary>Cuts everything behind a point; what cannot be cut is left, and is not used.</summary>
    public void CutTo(LogPoint point)
    {
        foreach (LogSegment segment in Snapshot().Where(segment => segment.Number >= point.Segment))
        {
            segment.End = segment.Number == point.Segment ? Math.Max(point.Offset, LogFormat.HeaderLength) : LogFormat.HeaderLength;
            segment.File.Truncate(segment.End);
        }
    }

    /// <summary>Removes a segment's file.</summary>
    public void Remove(LogSegment segment)
    {
        device.Delete(segment.File.Name);
        lock (_gate)
        {
            _segments.Remove(segment.Number);
            _unsynced.Remove(segment);
            _namesUnsynced = true;
        }
        segment.File.Dispose();
    }

    public void Dispose()
    {
        foreach (LogSegment segment in Snapshot())
            segment.File.Dispose();
    }

    /// <summary>Segments are removed while nobody syncs, so what is found here stays open meanwhile.</summary>
    private void TrimCache()
    {
        while (_cached.TryTakeOldest(out CachedStretch old))
        {
            if (Find(old.Segment.Number) == old.Segment)
                old.Segment.File.Uncache(old.Offset, old.Length);
        }
    }

    private LogPoint EndUnderGate => _segments.Count == 0 ? default : new LogPoint(_segments.Keys[^1], (uint)_segments.Values[^1].End);

    private void Publish(LogSegment segment, long length)
    {
        lock (_gate)
        {
            segment.End += length;
            _unsynced.Add(segment);
        }
    }

    private async ValueTask<LogSegment> RollWhenFullAsync(long length)
    {
        LogSegment? last;
        lock (_gate)
            last = _segments.Count == 0 ? null : _segments.Values[^1];
        if (last is not null && (last.End == LogFormat.HeaderLength || last.End + length <= options.SegmentBytes))
            return last;
        uint number = (last?.Number ?? 0) + 1;
        try
        {
            IStorageFile file = device.Create(LogFormat.SegmentName(number));
            var segment = new LogSegment(file, number, LogFormat.HeaderLength);
            await WriteHeaderAsync(segment);
            lock (_gate)
            {
                _segments.Add(number, segment);
                _namesUnsynced = true;
            }
            return segment;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnwritableException(device.Location, error.Message, error);
        }
    }

    private async ValueTask WriteHeaderAsync(LogSegment segment)
    {
        try
        {
            await segment.File.WriteAsync(0, [LogFormat.Header(StoreId, segment.Number)]);
        }
        catch
        {
            segment.File.Dispose();
            device.Delete(segment.File.Name);
            throw;
        }
    }

    /// <summary>A failed write may have left whole records behind the end, which a later walk would take for good.</summary>
    private void CutBack(LogSegment segment)
    {
        try
        {
            segment.File.Truncate(segment.End);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Broken = $"a write failed and its remains could not be cut: {error.Message}";
        }
    }
}
