using Walrus.Storage.Devices;

namespace Walrus.Storage.Journals;

/// <summary>Where the writer appends: the open last segment, and the point behind its last record.</summary>
/// <param name="File">The last segment, open for writing.</param>
/// <param name="Header">Its header.</param>
/// <param name="End">Behind its last record.</param>
internal readonly record struct JournalTail(IStorageFile File, JournalSegmentHeader Header, JournalPoint End)
{
    /// <summary>Creates a segment and makes its header and name durable, before any record can be in it.</summary>
    public static async ValueTask<JournalTail> CreateAsync(IStorageDevice device, JournalSegmentHeader header)
    {
        IStorageFile file = device.Create(JournalSegmentHeader.FileName(header.First));
        try
        {
            await file.WriteAsync(0, [header.ToBytes()]);
            await file.SyncAsync();
            device.SyncNames();
            return new JournalTail(file, header, JournalPoint.StartOf(header));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
