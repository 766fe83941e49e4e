using Walrus.Storage.Devices;

namespace Walrus.Storage.Events;

public sealed partial class LocalEventLog
{
    /// <inheritdoc/>
    public async ValueTask GoOnFromAsync(EventLogStart start, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            CloseTail();
            _index.Clear();
            List<EventSegment> segments = await FindSegmentsAsync(cancellationToken);
            Remove(segments, segments.FindIndex(segment => segment.Start.Position > start.Position));
            if (segments.Count > 0 && await CutAsync(segments, start, cancellationToken))
                return;
            Remove(segments, 0);
            _tail = await BeginSegmentAsync(start, []);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>
    /// The segments that belong together, oldest first. A last one without a good header is a creation that was cut short; one in the middle
    /// takes all before it with it. They are removed.
    /// </summary>
    private async ValueTask<List<EventSegment>> FindSegmentsAsync(CancellationToken cancellation)
    {
        List<string> names = [.. _device.List().Where(EventSegment.IsName)];
        List<EventSegment> segments = [];
        foreach (string name in names)
        {
            if (await ReadHeaderAsync(name, cancellation) is { } segment && segment.FileName == name && segment.Ledger == _ledger)
            {
                segments.Add(segment);
                continue;
            }

            if (name != names[^1])
                Remove(segments, 0);
            _device.Delete(name);
        }

        return segments;
    }

    private async ValueTask<EventSegment?> ReadHeaderAsync(string name, CancellationToken cancellation)
    {
        using IStorageFile file = _device.Open(name, FileAccess.Read);
        byte[] header = new byte[EventSegment.HeaderLength];
        int read = await file.ReadAsync(0, header, cancellation);
        return EventSegment.Read(header.AsSpan(0, read), Path.Combine(_device.Location, name));
    }

    /// <summary>Cuts the last segment at <paramref name="start"/> and goes on there; false when its events do not reach up to there.</summary>
    private async ValueTask<bool> CutAsync(List<EventSegment> segments, EventLogStart start, CancellationToken cancellation)
    {
        EventSegment last = segments[^1];
        IStorageFile file = _device.Open(last.FileName, FileAccess.ReadWrite);
        using EventWalk walk = new(file, last.Seed, EventPoint.StartOf(last));
        while (walk.Point.Position < start.Position && await walk.NextAsync(cancellation))
            _index.Add(last, walk.Point);
        if (walk.Point.Position != start.Position)
        {
            file.Dispose();
            return false;
        }

        if (file.Length > walk.Point.Offset)
            file.Truncate(walk.Point.Offset);
        _tail = file;
        _end = walk.Point with { Height = start.Height };
        _extent = new Extent([.. segments], segments[0].Start, start.Position);
        return true;
    }

    /// <summary>Removes the files of all segments from an index on; of none when it is negative.</summary>
    private void Remove(List<EventSegment> segments, int from)
    {
        if (from < 0)
            return;
        foreach (EventSegment segment in segments.Skip(from))
            _device.Delete(segment.FileName);
        segments.RemoveRange(from, segments.Count - from);
        _device.SyncNames();
    }
}
