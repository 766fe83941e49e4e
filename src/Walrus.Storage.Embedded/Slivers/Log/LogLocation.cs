namespace Walrus.Storage.Slivers.Log;

/// <summary>Where the bytes of an entry are.</summary>
/// <param name="Segment">Number of the segment.</param>
/// <param name="Offset">Where they begin in it.</param>
/// <param name="Length">How many they are.</param>
internal readonly record struct LogLocation(uint Segment, uint Offset, int Length)
{
    /// <summary>Where the record that holds them begins.</summary>
    public LogPoint Record => new(Segment, Offset - LogRecordHeader.Length);

    /// <summary>The payload of the record at a place.</summary>
    public static LogLocation Of(LogPoint record, int length) => new(record.Segment, record.Offset + LogRecordHeader.Length, length);
}
