namespace Walrus.Storage.Slivers.Log;

/// <summary>Gives back to the file system what was deleted, once the deletion is durable. Runs in the writer's turn.</summary>
internal sealed class LogReclaim(SliverLog log, LogBooks books)
{
    /// <summary>Removes segments in which nothing lives, and punches deleted payloads out of the others.</summary>
    /// <param name="durable">Deletions before this point are durable.</param>
    public void Run(LogPoint durable)
    {
        List<LogLocation> garbage = books.TakeGarbage(durable);
        HashSet<LogSegment> kept = RemoveDeadSegments();
        foreach (LogLocation location in garbage)
        {
            bool punched = kept.Contains(location.Segment) && location.Length > 0
                && location.Segment.File.TryPunch(location.Offset, location.Length);
            if (punched)
                location.Segment.PunchedBytes += location.Length;
        }
    }

    private HashSet<LogSegment> RemoveDeadSegments()
    {
        LogSegment[] segments = log.Snapshot();
        HashSet<LogSegment> kept = [];
        foreach (LogSegment segment in segments)
        {
            // A record that deletes must stay as long as an older segment may hold what it deletes.
            bool isNeeded = segment.LiveRecords > 0 || segment.PendingGarbage > 0 || segment.HasDeletes && kept.Count > 0;
            if (isNeeded || segment == segments[^1] || !TryRemove(segment))
                kept.Add(segment);
        }
        return kept;
    }

    private bool TryRemove(LogSegment segment)
    {
        try
        {
            log.Remove(segment);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays, like any segment that is still needed, and is tried again at the next flush with something to reclaim.
            return false;
        }
    }
}
