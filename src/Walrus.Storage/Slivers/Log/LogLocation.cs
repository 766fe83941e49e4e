namespace Walrus.Storage.Slivers.Log;

/// <summary>Where the bytes of an entry are.</summary>
/// <param name="Segment">In which segment.</param>
/// <param name="Offset">Where they begin in it.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Checksum">Their checksum.</param>
internal readonly record struct LogLocation(LogSegment Segment, uint Offset, int Length, uint Checksum)
{
    /// <summary>Where the record that holds them begins.</summary>
    public LogPoint Record => new(Segment.Number, Offset - LogRecordHeader.Length);
}
