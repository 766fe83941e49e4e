using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;
using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers;

namespace Walrus.Benchmarks.Storage;

/// <summary>
/// What the embedded sliver store makes of a disk: slivers put by several writers and flushed, and read back, beside the same bytes
/// written to one plain file with the same syncs.
/// </summary>
internal static class StoreThroughput
{
    private const int Writers = 16;

    /// <summary>Arguments: folder (a temporary one), MiB in all (256), MiB between flushes (16).</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        string folder = args.Length > 0 ? Path.GetFullPath(args[0]) : Directory.CreateTempSubdirectory("walrus-store-").FullName;
        long total = Number(args, 1, 256) << 20, between = Number(args, 2, 16) << 20;
        Console.WriteLine($"{folder}: {total >> 20} MiB, a flush every {between >> 20} MiB, {Writers} writers; MB/s");
        Console.WriteLine("sliver      disk     put+flush   of disk      read");
        foreach (int length in (int[])[4 << 10, 64 << 10, 1 << 20])
        {
            string place = Directory.CreateDirectory(Path.Combine(folder, $"{length}")).FullName;
            long bytes = Math.Min(total, (long)length * 20_000);
            double disk = Rate(bytes, WriteFile(Path.Combine(place, "plain"), bytes, between));
            (TimeSpan put, TimeSpan read) = await RunStoreAsync(Path.Combine(place, "store"), length, bytes, between);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{length >> 10,4} KiB {disk,9:F0} {Rate(bytes, put),13:F0} {Rate(bytes, put) / disk,9:P0} {Rate(bytes, read),9:F0}"));
            Directory.Delete(place, recursive: true);
        }
        return 0;
    }

    private static TimeSpan WriteFile(string path, long total, long between)
    {
        byte[] piece = new byte[4 << 20];
        new Random(1).NextBytes(piece);
        var clock = Stopwatch.StartNew();
        using SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        for (long offset = 0; offset < total; offset += piece.Length)
        {
            RandomAccess.Write(file, piece.AsSpan(0, (int)Math.Min(piece.Length, total - offset)), offset);
            if ((offset + piece.Length) % between == 0)
                RandomAccess.FlushToDisk(file);
        }
        RandomAccess.FlushToDisk(file);
        return clock.Elapsed;
    }

    private static async Task<(TimeSpan Put, TimeSpan Read)> RunStoreAsync(string folder, int length, long total, long between)
    {
        byte[] sliver = new byte[length];
        new Random(2).NextBytes(sliver);
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(folder);
        int count = (int)(total / length), each = Math.Max(1, (int)(between / length));
        var clock = Stopwatch.StartNew();
        for (int first = 0; first < count; first += each)
        {
            await Parallel.ForAsync(first, Math.Min(first + each, count), new ParallelOptions { MaxDegreeOfParallelism = Writers },
                async (i, token) => await store.PutSliverAsync(KeyOf(i), sliver, token));
            await store.FlushAsync();
        }
        TimeSpan put = clock.Elapsed;
        clock.Restart();
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (i, token) =>
        {
            using IMemoryOwner<byte>? read = await store.ReadSliverAsync(KeyOf(i), token);
            if (read?.Memory.Length != length)
                throw new InvalidOperationException($"Sliver {i} is not what was put.");
        });
        return (put, clock.Elapsed);
    }

    private static SliverKey KeyOf(int i)
    {
        byte[] blob = new byte[Bytes32.Length];
        BitConverter.TryWriteBytes(blob, (i >> 6) * 2_654_435_761L);
        return new SliverKey(new BlobId(blob), new ShardIndex((ushort)(i >> 1 & 31)), (Axis)(i & 1));
    }

    private static double Rate(long bytes, TimeSpan time) => bytes / time.TotalSeconds / 1e6;

    private static long Number(string[] args, int index, long otherwise) =>
        args.Length > index ? long.Parse(args[index], NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
