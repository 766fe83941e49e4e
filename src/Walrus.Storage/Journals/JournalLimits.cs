namespace Walrus.Storage.Journals;

/// <summary>Limits that hold for every kind of journal.</summary>
public static class JournalLimits
{
    /// <summary>Longest record in bytes (16 MiB); a reader refuses to allocate more.</summary>
    public const int RecordBytesMax = 16 << 20;
}
