namespace Walrus.Storage.Journals;

/// <summary>A place between two records, from which a walk can begin.</summary>
/// <param name="Segment">First position of the segment file.</param>
/// <param name="Offset">Where in the file, in bytes.</param>
/// <param name="Position">Position of the record that begins there.</param>
/// <param name="Chain">Chain value before it.</param>
internal readonly record struct JournalPoint(long Segment, long Offset, long Position, uint Chain)
{
    /// <summary>Before the first record of a segment.</summary>
    public static JournalPoint StartOf(JournalSegmentHeader header) =>
        new(header.First, JournalSegmentHeader.Length, header.First, header.Chain);

    /// <summary>After the record that begins here.</summary>
    public JournalPoint After(JournalRecordHeader record) =>
        new(Segment, Offset + JournalRecordHeader.Size + record.Length, Position + 1, record.Chain);
}
