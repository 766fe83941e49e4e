using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;

namespace Walrus.Benchmarks.Network;

/// <summary>
/// One append-only file, flushed as a node flushes its segments: every write is begun to be written to the disk at once, the file is synced
/// when a blob's slivers are in it, and older bytes than a node leaves in the system's cache leave it. No checksums, no index, no order.
/// </summary>
internal sealed class PlainFile : INodeWriter
{
    private static readonly long CachedTail = new EmbeddedStoreOptions().CachedTailBytes;

    private readonly IStorageFile _file;
    private long _end;
    private long _uncached;

    private PlainFile(string folder) => _file = new LocalDevice(folder).Create("plain");

    public static Task<INodeWriter> OpenAsync(string folder) => Task.FromResult<INodeWriter>(new PlainFile(folder));

    public async Task WriteAsync(int blob, IEnumerable<(int Shard, Axis Axis, byte[] Bytes)> slivers)
    {
        foreach ((_, _, byte[] bytes) in slivers)
        {
            long offset = Interlocked.Add(ref _end, bytes.Length) - bytes.Length;
            await _file.WriteAsync(offset, [bytes]);
            _file.BeginSync(offset, bytes.Length);
        }
        // What this sync makes durable, and what others still write, is newer than the tail.
        long old = Interlocked.Read(ref _end) - CachedTail;
        await _file.SyncAsync();
        long from = old > 0 ? Interlocked.Exchange(ref _uncached, old) : 0;
        if (from < old)
            _file.Uncache(from, old - from);
    }

    public ValueTask DisposeAsync()
    {
        _file.Dispose();
        return ValueTask.CompletedTask;
    }
}
