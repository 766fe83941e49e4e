namespace Walrus.Storage.Slivers.Log;

/// <summary>
/// Rebuilds the books by walking all record headers in order. Payloads are verified only behind the last durable point; damage
/// before it is counted, and what was not written whole behind it is dropped.
/// </summary>
internal sealed class LogRecovery(LogBooks books, uint seed)
{
    private readonly List<(EntryKey Key, LogLocation Location)> _unproven = [];
    private readonly List<(LogPoint Start, long Length)> _holes = [];

    /// <summary>Up to where the log says that it was durable.</summary>
    public LogPoint Durable { get; private set; }

    /// <summary>Damaged places before the durable point.</summary>
    public long Damaged { get; private set; }

    /// <summary>Bytes behind the durable point that were not written whole.</summary>
    public long CutBytes { get; private set; }

    /// <summary>Entries that were not written whole, but stand before others that were: they need a record that deletes them.</summary>
    public List<EntryKey> Condemned { get; } = [];

    /// <summary>Walks the segments, in order; the last one's end is set to where the next record goes.</summary>
    public async ValueTask RunAsync(IReadOnlyList<LogSegment> segments, CancellationToken cancellationToken)
    {
        foreach (LogSegment segment in segments)
            await WalkAsync(segment, isLast: segment == segments[^1], cancellationToken);
        foreach ((LogPoint start, long length) in _holes)
        {
            if (start < Durable)
                Damaged++;
            else
                CutBytes += length;
        }
        await VerifyUnprovenAsync(segments, cancellationToken);
        // Deletions before the durable point were followed by giving the bytes back.
        foreach (LogLocation location in books.TakeGarbage(Durable))
            location.Segment.PunchedBytes += location.Length;
    }

    /// <summary>Notes bytes that cannot be read as records; an empty hole is none.</summary>
    public void NoteHole(LogSegment segment, (long From, long To) hole)
    {
        if (hole.To > hole.From)
            _holes.Add((new LogPoint(segment.Number, (uint)hole.From), hole.To - hole.From));
    }

    private async ValueTask WalkAsync(LogSegment segment, bool isLast, CancellationToken cancellationToken)
    {
        using var walk = new LogWalk(segment.File, segment.Number, seed);
        while (await walk.NextAsync(cancellationToken))
        {
            NoteHole(segment, walk.Hole);
            Apply(segment, walk.Header);
        }
        NoteHole(segment, walk.Hole);
        segment.End = isLast ? walk.Hole.From : segment.File.Length;
    }

    private void Apply(LogSegment segment, LogRecordHeader header)
    {
        switch (header.Kind)
        {
            case LogRecordKind.Put:
                uint offset = header.Place.Offset + LogRecordHeader.Length;
                var location = new LogLocation(segment, offset, header.PayloadLength, header.PayloadChecksum);
                books.Put(header.Key, location);
                _unproven.Add((header.Key, location));
                break;
            case LogRecordKind.DeleteEntry or LogRecordKind.DeleteBlob or LogRecordKind.DeleteShard:
                books.Apply(header.Kind, header.Key, header.Place);
                segment.HasDeletes = true;
                break;
            case LogRecordKind.Durable:
                Durable = header.DurableTo > Durable ? header.DurableTo : Durable;
                _unproven.RemoveAll(entry => entry.Location.Record < Durable);
                break;
            default:
                throw new StorageFormatException($"{segment.File.Name} has a record of unknown kind {(byte)header.Kind}.");
        }
    }

    private async ValueTask VerifyUnprovenAsync(IReadOnlyList<LogSegment> segments, CancellationToken cancellationToken)
    {
        // From the back, so that bad records at the very end are cut and need no deletion.
        for (int i = _unproven.Count - 1; i >= 0; i--)
        {
            (EntryKey key, LogLocation location) = _unproven[i];
            bool isHeld = books.Index.TryFind(key, out LogLocation held) && held == location;
            if (!isHeld || await LogReading.IsWholeAsync(location, cancellationToken))
                continue;
            books.Forget(key);
            CutBytes += location.Length + LogRecordHeader.Length;
            if (location.Segment == segments[^1] && location.Segment.End == location.Offset + (long)location.Length)
                location.Segment.End = location.Record.Offset;
            else
                Condemned.Add(key);
        }
    }
}
