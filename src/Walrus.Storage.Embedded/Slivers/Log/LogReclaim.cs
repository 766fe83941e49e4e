using Walrus.Storage.Slivers.Index;

namespace Walrus.Storage.Slivers.Log;

/// <summary>Gives back to the file system what was deleted, once the deletion is durable. Runs in the writer's turn.</summary>
internal sealed class LogReclaim(SliverLog log, SliverBooks books)
{
    private const int AtATime = 4096;

    /// <summary>Removes segments in which nothing lives, and punches deleted payloads out of the others.</summary>
    /// <param name="durable">Deletions before this point are durable.</param>
    public void Run(LogPoint durable)
    {
        bool mayHaveDead = durable.Segment > log.DurablePoint.Segment;
        while (books.Catalog.ListGarbage(durable, AtATime) is { Count: > 0 } garbage)
        {
            foreach ((LogPoint deletion, LogLocation location) in garbage)
                books.SettleGarbage(deletion, location);
            HashSet<uint> dying = FindDeadSegments(durable);
            foreach ((_, LogLocation location) in garbage)
                Punch(location, dying);
            books.Commit(books.State.Applied, durable);
            mayHaveDead = true;
        }
        if (mayHaveDead && FindDeadSegments(durable) is { Count: > 0 } dead)
            Remove(dead, durable);
    }

    /// <summary>
    /// Segments that are not needed. Only such as lie before the durable point, behind which the next start looks for every one.
    /// </summary>
    private HashSet<uint> FindDeadSegments(LogPoint durable)
    {
        HashSet<uint> dead = [];
        int kept = 0;
        foreach (LogSegment segment in log.Snapshot())
        {
            SegmentUse use = books.UseOf(segment.Number);
            // A record that deletes must stay as long as an older segment may hold what it deletes.
            bool isNeeded = use.Live > 0 || use.PendingGarbage > 0 || use.HasDeletes && kept > 0;
            if (isNeeded || segment.Number >= durable.Segment)
                kept++;
            else
                dead.Add(segment.Number);
        }
        return dead;
    }

    private void Punch(LogLocation location, HashSet<uint> dead)
    {
        bool punched = location.Length > 0 && !dead.Contains(location.Segment)
            && log.Find(location.Segment) is { } segment && segment.File.TryPunch(location.Offset, location.Length);
        if (punched)
            books.NotePunched(location);
    }

    private void Remove(HashSet<uint> dead, LogPoint durable)
    {
        // An index that forgot the deletions after a crash could not find them in the log any more.
        books.Commit(books.State.Applied, durable);
        books.Persist();
        foreach (uint number in dead)
        {
            if (log.Find(number) is { } segment && TryRemove(segment))
                books.RemoveSegment(number);
        }
        books.Commit(books.State.Applied, durable);
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
            // It stays, like any segment that is still needed, and is tried again with the next garbage.
            return false;
        }
    }
}
