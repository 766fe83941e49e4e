using Walrus.Storage.Devices;

namespace Walrus.Storage.Slivers.Log;

/// <summary>One open segment file and what the writer knows about its contents. Changed by the writer alone.</summary>
internal sealed class LogSegment(IStorageFile file, uint number, long end)
{
    /// <summary>The open file.</summary>
    public IStorageFile File { get; } = file;

    /// <summary>The segment's number.</summary>
    public uint Number { get; } = number;

    /// <summary>Behind the last record: where the next one goes.</summary>
    public long End { get; set; } = end;

    /// <summary>Entries held here that have not been deleted.</summary>
    public long LiveRecords { get; set; }

    /// <summary>Deleted entries whose bytes may not be given back yet, because their deletion is not durable.</summary>
    public long PendingGarbage { get; set; }

    /// <summary>Bytes of payload that were given back to the file system.</summary>
    public long PunchedBytes { get; set; }

    /// <summary>Whether records here delete something; they must outlive what they delete.</summary>
    public bool HasDeletes { get; set; }
}
