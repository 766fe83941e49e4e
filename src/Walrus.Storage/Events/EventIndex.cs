namespace Walrus.Storage.Events;

/// <summary>Remembers a place every so many bytes of the segments that were walked, so that reading from the middle of one does not walk all of it.</summary>
internal sealed class EventIndex
{
    private const long BytesBetweenPoints = 64 << 10;
    private const int PointsMax = 1 << 16;

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, List<EventPoint>> _segments = [];
    private int _count;

    /// <summary>Remembers a place behind all that are remembered of this segment, if it is far enough away.</summary>
    public void Add(EventSegment segment, EventPoint point)
    {
        lock (_gate)
        {
            if (!_segments.TryGetValue(segment.Start.Position, out List<EventPoint>? points))
            {
                // It is only a shortcut: what is forgotten is found by walking.
                if (_count >= PointsMax)
                    Forget();
                _segments.Add(segment.Start.Position, points = []);
            }

            long last = points is [.., EventPoint newest] ? newest.Offset : EventSegment.HeaderLength;
            if (point.Offset < last + BytesBetweenPoints)
                return;
            points.Add(point);
            _count++;
        }
    }

    /// <summary>The last place of a segment, remembered or its start, before which everything has <paramref name="isBefore"/>.</summary>
    public EventPoint Find(EventSegment segment, Func<EventPoint, bool> isBefore)
    {
        lock (_gate)
        {
            int known = _segments.TryGetValue(segment.Start.Position, out List<EventPoint>? points) ? points.FindLastIndex(point => isBefore(point)) : -1;
            return known < 0 ? EventPoint.StartOf(segment) : points![known];
        }
    }

    /// <summary>Forgets everything: files were cut or removed.</summary>
    public void Clear()
    {
        lock (_gate)
            Forget();
    }

    private void Forget()
    {
        _segments.Clear();
        _count = 0;
    }
}
