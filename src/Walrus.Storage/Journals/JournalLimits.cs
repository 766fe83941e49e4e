namespace Walrus.Storage.Journals;

/// <summary>Limits that hold for every kind of journal.</summary>
public static class JournalLimits
{
    /// <summary>Longest record in bytes (16 MiB); a reader refuses to allocate more.</summary>
    public const int RecordBytesMax = 16 << 20;

    internal static void Check(IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        foreach (ReadOnlyMemory<byte> record in records)
        {
            if (record.Length > RecordBytesMax)
                throw new ArgumentException($"A record of {record.Length} bytes is above the limit of {RecordBytesMax}.", nameof(records));
        }
    }
}
