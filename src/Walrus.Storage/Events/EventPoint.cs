namespace Walrus.Storage.Events;

/// <summary>A place between two runs of a segment, from which a walk can begin.</summary>
/// <param name="Offset">Where in the file, in bytes.</param>
/// <param name="Position">Position of the event that comes next.</param>
/// <param name="Height">A height below which no run comes any more.</param>
internal readonly record struct EventPoint(long Offset, ulong Position, ulong Height)
{
    /// <summary>Before the first run.</summary>
    public static EventPoint StartOf(EventSegment segment) => new(EventSegment.HeaderLength, segment.Start.Position, segment.Start.Height);
}
