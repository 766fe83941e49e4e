using Walrus.Storage.Devices;

namespace Walrus.Storage.Journals;

/// <summary>
/// What the holder of the lock does before it appends: looks whether all segments are there, walks the last one, refuses damage, cuts
/// what never was whole, and makes the rest durable. A segment that another one follows was whole and durable when that was begun;
/// its records are verified when they are read.
/// </summary>
internal sealed class JournalRecovery(IStorageDevice device, JournalIndex index, JournalPoint? durable)
{
    private JournalSegmentHeader? _previous;
    private long _previousLength;
    private JournalPoint _end;

    /// <summary>The tail to append to, or null when there is no segment yet.</summary>
    public async ValueTask<JournalTail?> RunAsync(CancellationToken cancellationToken)
    {
        List<long> segments = JournalFiles.ListSegments(device);
        await DropTornSegmentAsync(segments, cancellationToken);
        if (segments.Count == 0)
        {
            if (durable is { Position: > 0 } lost)
                throw new JournalCorruptedException(device.Location, 0, $"no segment is left of the {lost.Position} acknowledged records");
            return null;
        }
        foreach (long segment in segments.SkipLast(1))
        {
            using IStorageFile file = Open(segment, FileAccess.Read);
            JournalSegmentHeader header = await CheckHeaderAsync(file, segment, cancellationToken);
            index.Add(JournalPoint.StartOf(header));
            (_previous, _previousLength) = (header, file.Length);
        }
        return await OpenTailAsync(segments[^1], cancellationToken);
    }

    private IStorageFile Open(long segment, FileAccess access) => device.Open(JournalSegmentHeader.FileName(segment), access);

    /// <summary>A crash while a segment was created leaves less than a header, and never a record behind it.</summary>
    private async ValueTask DropTornSegmentAsync(List<long> segments, CancellationToken cancellationToken)
    {
        if (segments is not [.., long last] || durable?.Segment >= last || durable?.Position > last)
            return;
        using (IStorageFile file = Open(last, FileAccess.Read))
        {
            if (file.Length > JournalSegmentHeader.Length || await JournalFiles.ReadHeaderAsync(device, file, cancellationToken) is not null)
                return;
        }
        device.Delete(JournalSegmentHeader.FileName(last));
        device.SyncNames();
        segments.RemoveAt(segments.Count - 1);
    }

    private async ValueTask<JournalTail> OpenTailAsync(long segment, CancellationToken cancellationToken)
    {
        IStorageFile file = Open(segment, FileAccess.ReadWrite);
        try
        {
            JournalSegmentHeader header = await WalkAsync(file, segment, cancellationToken);
            await RewriteTailAsync(file, header, cancellationToken);
            return new JournalTail(file, header, _end);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private async ValueTask<JournalSegmentHeader> WalkAsync(IStorageFile file, long segment, CancellationToken cancellationToken)
    {
        JournalSegmentHeader header = await CheckHeaderAsync(file, segment, cancellationToken);
        using var walk = new JournalWalk(file, header.Seed, JournalPoint.StartOf(header));
        index.Add(walk.Point);
        while (await walk.NextAsync(cancellationToken))
            index.Add(walk.Point);
        if (walk.Flaw is { } flaw && await WasDurableAsync(walk, cancellationToken))
            throw JournalFiles.Corrupted(device, file, walk.Point.Offset, flaw);
        if (walk.Point.Position < durable?.Position)
        {
            throw JournalFiles.Corrupted(
                device, file, walk.Point.Offset, $"records {walk.Point.Position} to {durable.Value.Position - 1} had been acknowledged and are missing");
        }
        if (walk.Flaw is not null)
            file.Truncate(walk.Point.Offset);
        _end = walk.Point;
        return header;
    }

    private async ValueTask<bool> WasDurableAsync(JournalWalk walk, CancellationToken cancellationToken) =>
        walk.Point.Position < durable?.Position || await walk.FindLaterAppendAsync(cancellationToken);

    private async ValueTask<JournalSegmentHeader> CheckHeaderAsync(IStorageFile file, long segment, CancellationToken cancellationToken)
    {
        if (await JournalFiles.ReadHeaderAsync(device, file, cancellationToken) is not { } header)
            throw JournalFiles.Corrupted(device, file, 0, "the segment's header is incomplete or damaged");
        if (header.First != segment)
            throw JournalFiles.Corrupted(device, file, 0, $"the segment begins with position {header.First}, which its name denies");
        if (_previous is not { } previous)
            return header.First == 0 ? header : throw JournalFiles.Corrupted(device, file, 0, $"the segment with record {header.Before} is missing before it");
        if (previous.Journal != header.Journal)
            throw JournalFiles.Corrupted(device, file, 0, "the segment belongs to another journal");
        if (header.Before != previous.First)
            throw JournalFiles.Corrupted(device, file, 0, $"the segment with record {header.Before} is missing before it");
        if (header.BeforeLength != _previousLength)
        {
            using IStorageFile before = Open(previous.First, FileAccess.Read);
            throw JournalFiles.Corrupted(device, before, _previousLength, $"the segment had {header.BeforeLength} bytes when the next was begun");
        }
        return header;
    }

    /// <summary>
    /// Writes what is not known to be durable once more before it is synced: after a failed sync the system may hold pages for
    /// clean that never reached the disk, and a second sync would pass over them.
    /// </summary>
    private async ValueTask RewriteTailAsync(IStorageFile file, JournalSegmentHeader header, CancellationToken cancellationToken)
    {
        long offset = durable is { } known && known.Segment == header.First ? known.Offset : 0;
        if (offset == _end.Offset && file.Length == offset)
            return;
        using var window = new FileWindow(file);
        while (offset < _end.Offset)
        {
            int length = (int)Math.Min(_end.Offset - offset, 64 << 10);
            await file.WriteAsync(offset, [await window.ReadAsync(offset, length, cancellationToken)]);
            offset += length;
        }
        await file.SyncAsync();
        device.SyncNames();
    }
}
