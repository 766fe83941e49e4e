using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Benchmarks.Network;

/// <summary>
/// What the disk can do: the bytes that the nodes write for a number of blobs, in writes of the slivers' sizes, to one append-only
/// file a node, and for every blob each file synced, as a node syncs before it confirms. No codec, no network, no checks.
/// </summary>
internal sealed class DiskBaseline(string folder, int nodes, int shards, int blobSize)
{
    private readonly byte[] _primary = Random(new RedStuffParameters(shards).SliverLength(Axis.Primary, blobSize));
    private readonly byte[] _secondary = Random(new RedStuffParameters(shards).SliverLength(Axis.Secondary, blobSize));

    /// <summary>Bytes written for one blob.</summary>
    public long BlobBytes => (long)shards * (_primary.Length + _secondary.Length);

    /// <summary>Writes so many blobs, so many at a time, into new files that are removed again; how long the writing took.</summary>
    public async Task<TimeSpan> RunAsync(int blobs, int inFlight)
    {
        string place = Directory.CreateDirectory(Path.Combine(folder, "plain")).FullName;
        AppendedFile[] files = [.. Enumerable.Range(0, nodes).Select(node => new AppendedFile(Path.Combine(place, $"{node}")))];
        try
        {
            long start = Stopwatch.GetTimestamp();
            await Parallel.ForAsync(0, blobs, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (_, _) =>
                await Task.WhenAll(files.Select((file, node) => Task.Run(() => Write(file, node)))));
            return Stopwatch.GetElapsedTime(start);
        }
        finally
        {
            foreach (AppendedFile file in files)
                file.Dispose();
            Directory.Delete(place, recursive: true);
        }
    }

    private void Write(AppendedFile file, int node)
    {
        for (int shard = node; shard < shards; shard += nodes)
        {
            file.Append(_primary);
            file.Append(_secondary);
        }
        file.Sync();
    }

    private static byte[] Random(int length)
    {
        byte[] bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private sealed class AppendedFile(string path) : IDisposable
    {
        private readonly SafeFileHandle _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        private long _end;

        public void Append(byte[] bytes) => RandomAccess.Write(_handle, bytes, Interlocked.Add(ref _end, bytes.Length) - bytes.Length);

        public void Sync() => RandomAccess.FlushToDisk(_handle);

        public void Dispose() => _handle.Dispose();
    }
}
