using System.Diagnostics;
using Walrus.Storage.Devices;
using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;
using Walrus.Storage.Snapshots;

namespace Walrus.Storage.Tests;

/// <summary>What the second process does until it comes to the point at which it kills itself.</summary>
internal static class KillPointWriter
{
    private const int Rounds = 8;

    // Two records fill a segment, so that segments are begun on the way.
    public static readonly EmbeddedStoreOptions StoreOptions = new() { SegmentBytes = 1000 };
    public static readonly LocalJournalOptions JournalOptions = new() { SegmentBytes = 900 };

    public static async Task RunAsync(string folder, KillPoint point)
    {
        int seen = 0;
        DeviceFault Look(DeviceOperation operation)
        {
            if (operation.Kind == point.Kind && Interlocked.Increment(ref seen) == point.Count)
            {
                Process.GetCurrentProcess().Kill();
                throw new UnreachableException();
            }
            return default;
        }

        var device = new FaultyDevice(new LocalDevice(folder), Look);
        await (point.Subject switch
        {
            "store" => WriteStoreAsync(device, folder),
            "journal" => WriteJournalAsync(device),
            _ => WriteSnapshotsAsync(device),
        });
    }

    public static byte[] PayloadOf(int i) => Bytes.Random(i, 400);

    private static async Task WriteStoreAsync(FaultyDevice device, string folder)
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(device, Path.Combine(folder, "index"), StoreOptions);
        for (int i = 0; i < Rounds; i++)
        {
            await store.PutSliverAsync(Bytes.Key(1, i), PayloadOf(i));
            await store.FlushAsync();
            Console.WriteLine($"{i}");
        }
    }

    private static async Task WriteJournalAsync(FaultyDevice device)
    {
        await using var journal = new LocalLedgerJournal(device, JournalOptions);
        long head = await journal.AcquireWriterAsync();
        while (head < Rounds)
        {
            int i = (int)head;
            head = await journal.AppendAsync(head, [PayloadOf(i)]);
            Console.WriteLine($"{i}");
        }
    }

    private static async Task WriteSnapshotsAsync(FaultyDevice device)
    {
        var snapshots = new LocalLedgerSnapshots(device);
        for (int i = 0; i < Rounds; i++)
        {
            await snapshots.WriteAsync(i, [PayloadOf(i)]);
            Console.WriteLine($"{i}");
        }
    }
}
