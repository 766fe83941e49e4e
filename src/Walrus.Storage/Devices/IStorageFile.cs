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

    /// <summary>Cuts the file to <paramref name="length"/> bytes.</summary>
    void Truncate(long length);

    /// <summary>Gives a range back to the file system; it reads as zeros afterwards and the length stays.</summary>
    /// <returns>False when this device cannot; nothing has changed then.</returns>
    bool TryPunch(long offset, long length);
}
