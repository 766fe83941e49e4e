using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>
/// The table of points at which a machine may stop while a sliver comes in, with the index on its own disk: nothing acknowledged is
/// lost, and what is reported held is durable.
/// </summary>
public sealed class EmbeddedStorePointTests : IDisposable
{
    private static readonly EmbeddedStoreOptions Options = new() { SegmentBytes = 600 };
    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>Which operation on the segments is the last, counted within its kind; with how many bytes of it done.</summary>
    public static TheoryData<string, DeviceOperationKind, int, int> Points => new()
    {
        { "received, segment not created", DeviceOperationKind.Create, 2, 0 },
        { "segment created, header not written", DeviceOperationKind.Write, 3, 0 },
        { "header torn", DeviceOperationKind.Write, 3, 30 },
        { "header written, append not begun", DeviceOperationKind.Write, 4, 0 },
        { "append torn in the record's header", DeviceOperationKind.Write, 4, 40 },
        { "append torn in the payload", DeviceOperationKind.Write, 4, 200 },
        { "appended, not synced", DeviceOperationKind.Sync, 3, 0 },
        { "synced, names not synced", DeviceOperationKind.SyncNames, 2, 0 },
        { "next append not begun", DeviceOperationKind.Write, 5, 0 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Stopping_here_loses_nothing_acknowledged(string point, DeviceOperationKind kind, int count, int bytes)
    {
        foreach (bool keepsIndex in (bool[])[true, false])
        {
            string index = Path.Combine(_folder.Path, $"{keepsIndex}");
            var disk = new MemoryDevice();
            (HashSet<byte> acknowledged, int seen) = await RunUntilAsync(disk, index, kind, count, bytes);
            Assert.True(seen >= count, $"{point}: there is no such point.");
            if (!keepsIndex)
                Directory.Delete(index, recursive: true);
            await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(disk.Copy(), index, Options, Cancel);
            for (byte number = 1; number <= 4; number++)
            {
                byte[]? read = await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(number), Cancel));
                Assert.Equal(store.ContainsSliver(Bytes.Key(number)), read is not null);
                Assert.True(read is null || read.AsSpan().SequenceEqual(PayloadOf(number)), $"{point}: wrong bytes.");
                Assert.True(read is not null || !acknowledged.Contains(number), $"{point}: {number} was acknowledged and is missing.");
            }
            Assert.Equal(0, store.GetStatistics().DamagedRecords);
            Assert.True(store.ContainsSliver(Bytes.Key(4)) || await store.PutSliverAsync(Bytes.Key(4), PayloadOf(4), Cancel));
            await store.FlushAsync(Cancel);
        }
    }

    /// <summary>Puts and flushes one sliver after the other until the machine stops.</summary>
    private static async Task<(HashSet<byte> Acknowledged, int Seen)> RunUntilAsync(
        MemoryDevice disk, string index, DeviceOperationKind kind, int count, int bytes)
    {
        int seen = 0;
        DeviceFault Stop(DeviceOperation operation)
        {
            if (operation.Kind == kind && operation.File is not "store")
                seen++;
            bool changes = operation.Kind is not (DeviceOperationKind.Read or DeviceOperationKind.Open or DeviceOperationKind.Lock);
            bool isLast = seen == count && operation.Kind == kind;
            return seen < count || !changes ? default : new(DeviceFaultKind.ShortWrite, isLast ? bytes : 0);
        }

        HashSet<byte> acknowledged = [];
        string running = index + "-running";
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(new FaultyDevice(disk, Stop), running, Options, Cancel);
        for (byte number = 1; number <= 4; number++)
        {
            try
            {
                await store.PutSliverAsync(Bytes.Key(number), PayloadOf(number), Cancel);
                await store.FlushAsync(Cancel);
                acknowledged.Add(number);
            }
            catch (StoreUnwritableException)
            {
                // The machine has stopped.
                break;
            }
        }
        TemporaryFolder.Copy(running, index);
        return (acknowledged, seen);
    }

    private static byte[] PayloadOf(byte number) => Bytes.Random(number, 400);
}
