using Walrus.Storage.Devices;

namespace Walrus.Storage.Slivers.Log;

/// <summary>One open segment file. Changed by the writer alone.</summary>
internal sealed class LogSegment(IStorageFile file, uint number, long end)
{
    /// <summary>The open file.</summary>
    public IStorageFile File { get; } = file;

    /// <summary>The segment's number.</summary>
    public uint Number { get; } = number;

    /// <summary>Behind the last record: where the next one goes.</summary>
    public long End { get; set; } = end;

    /// <summary>Up to where it is known to have been synced since it was opened.</summary>
    public long Synced { get; set; } = end;
}
