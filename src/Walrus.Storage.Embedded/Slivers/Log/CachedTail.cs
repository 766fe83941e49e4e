namespace Walrus.Storage.Slivers.Log;

/// <summary>
/// Which bytes of a log the system's cache is left with: the newest. What a node is given is written once and read rarely; cached without
/// end it displaces what is read, and on machines whose memory is promised more than once a fresh page costs many times the write.
/// </summary>
/// <param name="limit">Bytes that stay.</param>
internal sealed class CachedTail(long limit)
{
    private readonly Queue<CachedStretch> _stretches = new();
    private long _bytes;

    /// <summary>Takes note that a segment was synced up to <paramref name="end"/>.</summary>
    public void Add(LogSegment segment, long end)
    {
        if (end > segment.Synced)
        {
            _stretches.Enqueue(new CachedStretch(segment, segment.Synced, end - segment.Synced));
            _bytes += end - segment.Synced;
        }
        // A log that was cut ends before what had been synced.
        segment.Synced = end;
    }

    /// <summary>The oldest stretch, if there are more bytes than stay.</summary>
    public bool TryTakeOldest(out CachedStretch oldest)
    {
        oldest = default;
        if (_bytes <= limit)
            return false;
        oldest = _stretches.Dequeue();
        _bytes -= oldest.Length;
        return true;
    }
}

/// <summary>Bytes of a segment that were synced together.</summary>
internal readonly record struct CachedStretch(LogSegment Segment, long Offset, long Length);
