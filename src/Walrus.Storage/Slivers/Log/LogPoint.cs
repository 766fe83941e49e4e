namespace Walrus.Storage.Slivers.Log;

/// <summary>A place in the log.</summary>
/// <param name="Segment">Number of the segment.</param>
/// <param name="Offset">Offset in it, in bytes.</param>
internal readonly record struct LogPoint(uint Segment, uint Offset) : IComparable<LogPoint>
{
    public int CompareTo(LogPoint other)
    {
        int order = Segment.CompareTo(other.Segment);
        return order != 0 ? order : Offset.CompareTo(other.Offset);
    }

    public static bool operator <(LogPoint left, LogPoint right) => left.CompareTo(right) < 0;

    public static bool operator >(LogPoint left, LogPoint right) => left.CompareTo(right) > 0;

    public static bool operator <=(LogPoint left, LogPoint right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LogPoint left, LogPoint right) => left.CompareTo(right) >= 0;
}
