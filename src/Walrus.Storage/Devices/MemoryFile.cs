namespace Walrus.Storage.Devices;

/// <summary>An open handle on a file in memory.</summary>
internal sealed class MemoryFile(string name, MemoryFileContent content) : IStorageFile
{
    private volatile bool _disposed;

    public string Name { get; } = name;

    public long Length => Content.Length;

    private MemoryFileContent Content
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return content;
        }
    }

    public ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Content.Read(offset, buffer.Span));

    public ValueTask WriteAsync(long offset, IReadOnlyList<ReadOnlyMemory<byte>> buffers)
    {
        foreach (ReadOnlyMemory<byte> buffer in buffers)
        {
            Content.Write(offset, buffer.Span);
            offset += buffer.Length;
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask SyncAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return ValueTask.CompletedTask;
    }

    public void BeginSync(long offset, long length) { }

    public void Truncate(long length) => Content.Truncate(length);

    public bool TryPunch(long offset, long length)
    {
        Content.Clear(offset, length);
        return true;
    }

    public void Uncache(long offset, long length) { }

    public void Dispose() => _disposed = true;
}
