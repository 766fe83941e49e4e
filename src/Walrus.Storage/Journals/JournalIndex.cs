namespace Walrus.Storage.Journals;

/// <summary>Remembers a durable point every so many bytes, so that reading from a position does not walk its whole segment.</summary>
internal sealed class JournalIndex
{
    private const long BytesBetweenPoints = 64 << 10;

    private readonly Lock _gate = new();
    private readonly List<JournalPoint> _points = [];

    /// <summary>Remembers the point when it is far enough behind the last one. Only durable points may come here: they never move.</summary>
    public void Add(JournalPoint point)
    {
        lock (_gate)
        {
            if (_points is [.., JournalPoint last] &&
                (point.Segment < last.Segment || point.Segment == last.Segment && point.Offset < last.Offset + BytesBetweenPoints))
                return;
            _points.Add(point);
        }
    }

    /// <summary>The last remembered point of this segment at or before the position.</summary>
    public JournalPoint? Find(long segment, long position)
    {
        lock (_gate)
        {
            int low = 0;
            for (int high = _points.Count; low < high;)
            {
                int middle = (low + high) / 2;
                if (_points[middle].Position <= position)
                    low = middle + 1;
                else
                    high = middle;
            }
            return low > 0 && _points[low - 1].Segment == segment ? _points[low - 1] : null;
        }
    }
}
