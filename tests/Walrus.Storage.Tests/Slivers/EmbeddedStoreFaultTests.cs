using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>A failing disk never makes the store promise what is not there, and never takes away what can still be read.</summary>
public sealed class EmbeddedStoreFaultTests
{
    private readonly MemoryDevice _disk = new();
    private Func<DeviceOperation, DeviceFault> _fault = _ => default;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private FaultyDevice Faulty => new(_disk, operation => _fault(operation));

    [Theory]
    [InlineData(DeviceFaultKind.NoSpace, 0)]
    [InlineData(DeviceFaultKind.NoSpace, 100)]
    [InlineData(DeviceFaultKind.ShortWrite, 50)]
    [InlineData(DeviceFaultKind.Error, 0)]
    [InlineData(DeviceFaultKind.ReadOnly, 0)]
    public async Task A_refused_write_is_reported_reads_go_on_and_writes_too_once_there_is_room(DeviceFaultKind kind, int bytes)
    {
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Faulty, null, cancellationToken: Cancel))
        {
            await store.PutSliverAsync(Bytes.Key(1), Bytes.Of("held"), Cancel);
            await store.FlushAsync(Cancel);
            _fault = operation => operation.Kind == DeviceOperationKind.Write ? new(kind, bytes) : default;
            await Assert.ThrowsAsync<StoreUnwritableException>(async () => await store.PutSliverAsync(Bytes.Key(2), new byte[200], Cancel));
            await Assert.ThrowsAsync<StoreUnwritableException>(async () => await store.DeleteBlobAsync(Bytes.Blob(1), Cancel));
            Assert.False(store.ContainsSliver(Bytes.Key(2)));
            Assert.NotNull(store.GetStatistics().Unwritable);
            Assert.Equal(Bytes.Of("held").ToArray(), await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(1), Cancel)));
            _fault = _ => default;
            Assert.True(await store.PutSliverAsync(Bytes.Key(2), Bytes.Of("now"), Cancel));
            Assert.Null(store.GetStatistics().Unwritable);
            await store.FlushAsync(Cancel);
        }
        await using EmbeddedSliverStore reopened = await EmbeddedSliverStore.OpenAsync(_disk, null, cancellationToken: Cancel);
        Assert.Equal(Bytes.Of("now").ToArray(), await Bytes.TakeAsync(reopened.ReadSliverAsync(Bytes.Key(2), Cancel)));
        Assert.Equal((2, 0), (reopened.GetStatistics().Slivers, reopened.GetStatistics().DamagedRecords));
    }

    [Fact]
    public async Task After_a_failed_sync_what_was_not_durable_is_dropped_and_nothing_more_is_taken()
    {
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Faulty, null, cancellationToken: Cancel))
        {
            await store.PutSliverAsync(Bytes.Key(1), Bytes.Of("durable"), Cancel);
            await store.FlushAsync(Cancel);
            await store.PutSliverAsync(Bytes.Key(2), Bytes.Of("lost"), Cancel);
            _fault = operation => operation.Kind == DeviceOperationKind.Sync ? new(DeviceFaultKind.Error) : default;
            await Assert.ThrowsAsync<StoreUnwritableException>(async () => await store.FlushAsync(Cancel));
            _fault = _ => default;
            Assert.False(store.ContainsSliver(Bytes.Key(2)));
            Assert.Equal(Bytes.Of("durable").ToArray(), await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(1), Cancel)));
            await Assert.ThrowsAsync<StoreUnwritableException>(async () => await store.PutSliverAsync(Bytes.Key(3), Bytes.Of("no"), Cancel));
            await Assert.ThrowsAsync<StoreUnwritableException>(async () => await store.FlushAsync(Cancel));
            Assert.NotNull(store.GetStatistics().Unwritable);
        }
        await using EmbeddedSliverStore reopened = await EmbeddedSliverStore.OpenAsync(_disk, null, cancellationToken: Cancel);
        Assert.Equal([Bytes.Blob(1)], reopened.ListBlobs(null, 10));
        Assert.True(await reopened.PutSliverAsync(Bytes.Key(2), Bytes.Of("again"), Cancel));
    }

    [Fact]
    public async Task A_read_only_disk_is_opened_for_reading()
    {
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(_disk, null, cancellationToken: Cancel))
            await store.PutSliverAsync(Bytes.Key(1), Bytes.Of("held"), Cancel);
        _fault = new DeviceFaultRates(seed: 1) { ReadOnly = true }.Next;
        await using EmbeddedSliverStore readOnly = await EmbeddedSliverStore.OpenAsync(Faulty, null, cancellationToken: Cancel);
        Assert.Equal(Bytes.Of("held").ToArray(), await Bytes.TakeAsync(readOnly.ReadSliverAsync(Bytes.Key(1), Cancel)));
        Assert.NotNull(readOnly.GetStatistics().Unwritable);
        await Assert.ThrowsAsync<StoreUnwritableException>(async () => await readOnly.PutSliverAsync(Bytes.Key(2), Bytes.Of("no"), Cancel));
        await Assert.ThrowsAsync<StoreUnwritableException>(async () => await readOnly.DropAllAsync(Cancel));
    }

    [Fact]
    public async Task A_read_only_disk_without_a_store_is_refused()
    {
        _fault = new DeviceFaultRates(seed: 1) { ReadOnly = true }.Next;
        await Assert.ThrowsAsync<StoreUnwritableException>(async () => await EmbeddedSliverStore.OpenAsync(Faulty, null, cancellationToken: Cancel));
    }

    [Theory]
    [InlineData(DeviceFaultKind.Error)]
    [InlineData(DeviceFaultKind.BitFlip)]
    public async Task A_failing_read_drops_the_sliver_so_that_it_can_be_recovered(DeviceFaultKind kind)
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Faulty, null, cancellationToken: Cancel);
        await store.PutSliverAsync(Bytes.Key(1), Bytes.Random(1, 100), Cancel);
        await store.PutMetadataAsync(Bytes.Blob(1), Bytes.Random(2, 100), Cancel);
        _fault = operation => operation.Kind == DeviceOperationKind.Read ? new(kind, 33) : default;
        SliverCorruptedException sliver = await Assert.ThrowsAsync<SliverCorruptedException>(async () => await store.ReadSliverAsync(Bytes.Key(1), Cancel));
        SliverCorruptedException metadata = await Assert.ThrowsAsync<SliverCorruptedException>(async () => await store.ReadMetadataAsync(Bytes.Blob(1), Cancel));
        _fault = _ => default;
        Assert.Equal((Bytes.Key(1), null), (sliver.Key, metadata.Key));
        Assert.Equal(2, store.GetStatistics().DamagedRecords);
        Assert.Null(await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(1), Cancel)));
        Assert.True(await store.PutSliverAsync(Bytes.Key(1), Bytes.Random(1, 100), Cancel));
        Assert.Equal(Bytes.Random(1, 100), await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(1), Cancel)));
    }

    [Fact]
    public async Task A_write_that_was_flipped_on_the_way_is_found_when_read()
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Faulty, null, cancellationToken: Cancel);
        await store.PutSliverAsync(Bytes.Key(1), Bytes.Of("first"), Cancel);
        _fault = operation => operation.Kind == DeviceOperationKind.Write ? new(DeviceFaultKind.BitFlip, (LogRecordHeader.Length + 3) * 8) : default;
        await store.PutSliverAsync(Bytes.Key(2), Bytes.Of("second"), Cancel);
        _fault = _ => default;
        await Assert.ThrowsAsync<SliverCorruptedException>(async () => await store.ReadSliverAsync(Bytes.Key(2), Cancel));
    }

    [Fact]
    public async Task Whatever_fails_what_was_flushed_is_readable_after_reopening()
    {
        for (int seed = 0; seed < 60; seed++)
            await CampaignAsync(seed);
    }

    private static async Task CampaignAsync(int seed)
    {
        var disk = new MemoryDevice();
        var random = new Random(seed);
        HashSet<byte> flushed = [];
        for (int life = 0; life < 3; life++)
        {
            // Faults begin once the store is open: a disk that cannot create a store holds nothing to lose.
            var rates = new DeviceFaultRates(seed * 3 + life);
            await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(
                new FaultyDevice(disk, rates.Next), null, new EmbeddedStoreOptions { SegmentBytes = 1500 }, Cancel);
            (rates.ShortWrite, rates.NoSpace, rates.SyncError) = (0.1, 0.1, 0.05);
            foreach (byte number in flushed)
                Assert.Equal(PayloadOf(number), await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(number), Cancel)));
            List<byte> put = [];
            for (int round = 0; round < 40; round++)
            {
                byte number = (byte)random.Next(100);
                try
                {
                    if (await store.PutSliverAsync(Bytes.Key(number), PayloadOf(number), Cancel))
                        put.Add(number);
                    if (round % 5 != 4)
                        continue;
                    await store.FlushAsync(Cancel);
                    flushed.UnionWith(put);
                }
                catch (StoreUnwritableException)
                {
                    // Refused: nothing was promised.
                }
            }
        }
    }

    private static byte[] PayloadOf(byte number) => Bytes.Random(number, number * 3);
}
