using Microsoft.Win32.SafeHandles;

namespace Walrus.Storage.Devices;

/// <summary>A file of the local file system, read and written by position without a lock or a seek.</summary>
internal sealed class LocalFile(string name, SafeFileHandle handle) : IStorageFile
{
    // Below this a read from the page cache is cheaper than a hop to another thread.
    private const int ReadInPlaceBytes = 64 << 10;

    // A sync blocks for as long as the disk takes, a hundred times what a thread costs: on the pool's threads it would keep the
    // processors from work, or have the pool run more threads than there are processors.
    private const TaskCreationOptions ThreadOfItsOwn =
        TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach | TaskCreationOptions.RunContinuationsAsynchronously;

    public string Name { get; } = name;

    public long Length => RandomAccess.GetLength(handle);

    public async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            Memory<byte> rest = buffer[total..];
            int read = rest.Length <= ReadInPlaceBytes
                ? RandomAccess.Read(handle, rest.Span, offset + total)
                : await RandomAccess.ReadAsync(handle, rest, offset + total, cancellationToken);
            if (read == 0)
                break;
            total += read;
        }
        return total;
    }

    public ValueTask WriteAsync(long offset, IReadOnlyList<ReadOnlyMemory<byte>> buffers)
    {
        try
        {
            RandomAccess.Write(handle, buffers, offset);
        }
        catch (ArgumentOutOfRangeException error)
        {
            // A file system, or a limit of the process, that lets no file grow so large (EFBIG).
            throw new IOException($"{Name} cannot grow beyond {offset} bytes: {error.Message}", error);
        }
        return ValueTask.CompletedTask;
    }

    public ValueTask SyncAsync() => new(Task.Factory.StartNew(
        static handle => RandomAccess.FlushToDisk((SafeFileHandle)handle!), handle, CancellationToken.None, ThreadOfItsOwn, TaskScheduler.Default));

    public void BeginSync(long offset, long length) => SystemCalls.BeginWriteBack(handle, offset, length);

    public void Truncate(long length) => RandomAccess.SetLength(handle, length);

    public bool TryPunch(long offset, long length) => SystemCalls.TryPunchHole(handle, offset, length);

    public void Uncache(long offset, long length)
    {
        // The system leaves a page alone that the range begins within; it belongs to what was written before, and that is older.
        long start = offset / Environment.SystemPageSize * Environment.SystemPageSize;
        SystemCalls.AdviseUnneeded(handle, start, offset + length - start);
    }

    public void Dispose() => handle.Dispose();
}
