namespace Walrus.Hosting.Nodes;

/// <summary>How the storage nodes of a process read over what they hold, to find damage while peers can still repair it.</summary>
/// <param name="BytesPerSecond">Most bytes read in a second, per node.</param>
public sealed record ScrubPlan(long BytesPerSecond)
{
    /// <summary>Rate where none is asked for: 8 MiB a second; 1 TiB takes 36 hours.</summary>
    public const long DefaultBytesPerSecond = 8 << 20;

    /// <summary>Time between the end of one walk and the begin of the next (10 minutes): a small store is not read all the time.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMinutes(10);
}
