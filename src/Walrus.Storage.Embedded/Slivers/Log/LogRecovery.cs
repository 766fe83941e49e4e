using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers.Index;

namespace Walrus.Storage.Slivers.Log;

/// <summary>
/// Brings the books up to the log by walking the record headers behind the point that the books know to be durable; new books, by
/// walking all. Payloads are verified only behind the last durable point; damage before it is counted, and what was not written
/// whole behind it is dropped.
/// </summary>
/// <param name="books">The books.</param>
/// <param name="seed">Binds records to their store.</param>
/// <param name="headless">Segments whose own header is damaged.</param>
internal sealed class LogRecovery(SliverBooks books, uint seed, IReadOnlyList<LogSegment> headless)
{
    private readonly LogPoint _start = books.State.Durable;
    private readonly LogPoint _applied = books.State.Applied;
    private readonly List<(EntryKey Key, LogLocation Location)> _unproven = [];
    private readonly List<(LogPoint Start, long Length)> _holes = [];

    /// <summary>Up to where the log says that it was durable.</summary>
    public LogPoint Durable { get; private set; } = books.State.Durable;

    /// <summary>Damaged places before the durable point.</summary>
    public long Damaged { get; private set; }

    /// <summary>Bytes behind the durable point that were not written whole.</summary>
    public long CutBytes { get; private set; }

    /// <summary>Entries that were not written whole, but stand before others that were: they need a record that deletes them.</summary>
    public List<EntryKey> Condemned { get; } = [];

    /// <summary>Walks the segments, in order; the last one's end is set to where the next record goes.</summary>
    /// <returns>False when the books do not fit the log: they have to be made anew.</returns>
    public async ValueTask<bool> RunAsync(IReadOnlyList<LogSegment> segments, CancellationToken cancellationToken)
    {
        if (!Fits(segments))
            return false;
        foreach (LogSegment segment in segments)
            await WalkAsync(segment, isLast: segment == segments[^1], cancellationToken);
        LogPoint end = segments is [.., LogSegment last] ? new LogPoint(last.Number, (uint)last.End) : default;
        if (end < _applied || _holes.Any(hole => hole.Start < _applied))
            return false;
        CountHoles(headless);
        if (!await VerifyUnprovenAsync(segments, cancellationToken))
            return false;
        end = segments.Count == 0 ? default : new LogPoint(segments[^1].Number, (uint)segments[^1].End);
        books.Commit(end, Durable < end ? Durable : end);
        return true;
    }

    /// <summary>Whether every segment is there in which the books have something, and every one that was begun since.</summary>
    private bool Fits(IReadOnlyList<LogSegment> segments)
    {
        HashSet<uint> present = [.. segments.Select(segment => segment.Number)];
        if (books.KnownSegments.Any(number => books.UseOf(number).Live > 0 && !present.Contains(number)))
            return false;
        if (_applied == default)
            return true;
        uint last = segments.Count > 0 ? segments[^1].Number : 0;
        for (uint number = Math.Max(_start.Segment, 1); number <= Math.Max(last, _applied.Segment); number++)
        {
            if (!present.Contains(number))
                return false;
        }
        foreach (uint number in books.KnownSegments.Where(number => !present.Contains(number)).ToList())
            books.RemoveSegment(number);
        return true;
    }

    private async ValueTask WalkAsync(LogSegment segment, bool isLast, CancellationToken cancellationToken)
    {
        if (segment.Number < _start.Segment)
            return;
        using var walk = new LogWalk(segment, seed, segment.Number == _start.Segment ? _start.Offset : 0);
        while (await walk.NextAsync(cancellationToken))
        {
            NoteHole(segment, walk.Hole);
            Apply(walk.Header);
            books.CommitWhenLarge(walk.Next < _applied ? _applied : walk.Next, Durable);
        }
        NoteHole(segment, walk.Hole);
        if (isLast)
            segment.End = walk.Hole.From;
    }

    private void NoteHole(LogSegment segment, (long From, long To) hole)
    {
        if (hole.To > hole.From)
            _holes.Add((new LogPoint(segment.Number, (uint)hole.From), hole.To - hole.From));
    }

    private void CountHoles(IEnumerable<LogSegment> headless)
    {
        foreach (LogSegment segment in headless)
            _holes.Add((new LogPoint(segment.Number, 0), LogFormat.HeaderLength));
        foreach ((LogPoint start, long length) in _holes)
        {
            if (start < Durable)
                Damaged++;
            else
                CutBytes += length;
        }
    }

    private void Apply(LogRecordHeader header)
    {
        bool isNew = header.Place >= _applied;
        switch (header.Kind)
        {
            case LogRecordKind.Put:
                LogLocation location = LogLocation.Of(header.Place, header.PayloadLength);
                if (isNew)
                    books.Put(header.Key, location);
                _unproven.Add((header.Key, location));
                break;
            case LogRecordKind.DeleteEntry or LogRecordKind.DeleteBlob or LogRecordKind.DeleteShard:
                if (isNew)
                    books.Delete(header.Kind, header.Key, header.Place);
                break;
            case LogRecordKind.End:
                if (isNew)
                    books.SetEnd(header.Key.Blob, new Epoch(header.Key.Slot), header.Place);
                break;
            case LogRecordKind.Durable:
                Durable = header.DurableTo > Durable ? header.DurableTo : Durable;
                _unproven.RemoveAll(entry => entry.Location.Record < Durable);
                break;
            default:
                throw new StorageFormatException($"Segment {header.Place.Segment} has a record of unknown kind {(byte)header.Kind}.");
        }
    }

    private async ValueTask<bool> VerifyUnprovenAsync(IReadOnlyList<LogSegment> segments, CancellationToken cancellationToken)
    {
        Dictionary<uint, LogSegment> byNumber = segments.ToDictionary(segment => segment.Number);
        // From the back, so that bad records at the very end are cut and need no deletion.
        for (int i = _unproven.Count - 1; i >= 0; i--)
        {
            (EntryKey key, LogLocation location) = _unproven[i];
            LogSegment segment = byNumber[location.Segment];
            bool isHeld = books.TryFind(key, out LogLocation held) && held == location;
            if (!isHeld || await LogReading.IsWholeAsync(segment, key, location, seed, cancellationToken))
                continue;
            if (location.Record < _applied)
                return false;
            books.Forget(key);
            CutBytes += location.Length + LogRecordHeader.Length;
            if (segment == segments[^1] && segment.End == location.Offset + (long)location.Length)
                segment.End = location.Record.Offset;
            else
                Condemned.Add(key);
        }
        return true;
    }
}
