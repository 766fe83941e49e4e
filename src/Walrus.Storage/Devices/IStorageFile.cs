namespace Walrus.Storage.Devices;

/// <summary>An open file of an <see cref="IStorageDevice"/>, read and written by position. Safe for concurrent use.</summary>
public interface IStorageFile : IDisposable
{
    /// <summary>The file's name within its device.</summary>
    string Name { get; }

    /// <summary>Length in bytes now.</summary>
    long Length { get; }

    /// <summary>Reads up to the length of <paramref name="buffer"/>; less than asked only at the end of the file.</summary>
    /// <returns>How many bytes were read.</returns>
    ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken);

    /// <summary>Writes all buffers, one after the other, beginning at <paramref name="offset"/>. A failure may leave any part written.</summary>
    ValueTask WriteAsync(long offset, IReadOnlyList<ReadOnlyMemory<byte>> buffers);

    /// <summary>Returns when everything written so far is on the medium.</summary>
    ValueTask SyncAsync();

    /// <summary>
    /// Says that a range will be synced soon: the system may begin to write it, so that the sync finds less to do. Only advice; what
    /// goes wrong is the sync's to report.
    /// </summary>
    void BeginSync(long offset, long length);

    /// <summary>Cuts the file to <paramref name="length"/> bytes.</summary>
    void Truncate(long length);

    /// <summary>Gives a range back to the file system; it reads as zeros afterwards and the length stays.</summary>
    /// <returns>False when this device cannot; nothing has changed then.</returns>
    bool TryPunch(long offset, long length);

    /// <summary>
    /// Says that a range, synced before, is not read soon: the system may use the memory in which it caches it for something else.
    /// Only advice; what the file holds stays as it is.
    /// </summary>
    void Uncache(long offset, long length);
}
