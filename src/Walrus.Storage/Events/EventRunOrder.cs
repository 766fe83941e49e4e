namespace Walrus.Storage.Events;

/// <summary>What every kind of log requires of runs that are appended.</summary>
internal static class EventRunOrder
{
    /// <summary>Requires that they go on at a position, with blocks from a height on.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public static void Require(IReadOnlyList<EventRun> runs, ulong next, ulong height)
    {
        foreach (EventRun run in runs)
        {
            if (run.First != next || run.Height < height)
                throw new ArgumentException($"Events from {run.First} on, of block {run.Height}, do not follow position {next} and block {height}.", nameof(runs));
            if (run.Count == 0 || run.Bytes.Length > EventRun.BytesMax)
                throw new ArgumentException($"A run of {run.Count} events in {run.Bytes.Length} bytes cannot be kept.", nameof(runs));
            (next, height) = (run.End, run.Height);
        }
    }
}
