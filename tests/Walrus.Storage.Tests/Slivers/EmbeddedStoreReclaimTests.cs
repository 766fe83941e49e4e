using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>What is deleted leaves the disk with the next flush, and never comes back.</summary>
public sealed class EmbeddedStoreReclaimTests
{
    private static readonly EmbeddedStoreOptions Small = new() { SegmentBytes = 2000 };
    private readonly MemoryDevice _disk = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dead_segment_is_removed_once_the_deletion_is_durable()
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(_disk, null, Small, Cancel);
        for (byte number = 1; number <= 6; number++)
            await store.PutSliverAsync(Bytes.Key(number), Bytes.Random(number, 1400), Cancel);
        Assert.Equal(6, store.GetStatistics().Segments);
        await store.FlushAsync(Cancel);
        for (byte number = 1; number <= 5; number++)
            await store.DeleteBlobAsync(Bytes.Blob(number), Cancel);
        Assert.Equal(6, store.GetStatistics().Segments);
        await store.FlushAsync(Cancel);
        Assert.Equal([LogFormat.SegmentName(6)], _disk.List().Where(name => LogFormat.TryParseName(name, out _)));
    }

    [Fact]
    public async Task The_bytes_of_a_deleted_blob_are_wiped_where_others_live_on()
    {
        byte[] secret = Bytes.Random(1, 700), other = Bytes.Random(2, 700);
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(_disk, null, Small, Cancel);
        await store.PutSliverAsync(Bytes.Key(1), secret, Cancel);
        await store.PutSliverAsync(Bytes.Key(2), other, Cancel);
        await store.DeleteBlobAsync(Bytes.Blob(1), Cancel);
        Assert.True(_disk.Read(LogFormat.SegmentName(1)).AsSpan().IndexOf(secret) >= 0);
        long before = store.GetStatistics().StoredBytes;
        await store.FlushAsync(Cancel);
        Assert.True(_disk.Read(LogFormat.SegmentName(1)).AsSpan().IndexOf(secret) < 0);
        Assert.Equal(before - secret.Length, store.GetStatistics().StoredBytes);
        Assert.Equal(other, await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(2), Cancel)));
    }

    [Fact]
    public async Task A_deletion_outlives_its_segment_while_what_it_deletes_may_be_there()
    {
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(_disk, null, Small, Cancel))
        {
            await store.PutSliverAsync(Bytes.Key(1), Bytes.Random(1, 500), Cancel);
            await store.PutSliverAsync(Bytes.Key(2), Bytes.Random(2, 500), Cancel);
            await store.PutSliverAsync(Bytes.Key(3), Bytes.Random(3, 1500), Cancel);
            // The deletion lands in the second segment, which is then dead but for it.
            await store.DeleteBlobAsync(Bytes.Blob(1), Cancel);
            await store.PutSliverAsync(Bytes.Key(4), Bytes.Random(4, 1500), Cancel);
            await store.DeleteBlobAsync(Bytes.Blob(3), Cancel);
            await store.FlushAsync(Cancel);
            Assert.Equal(3, store.GetStatistics().Segments);
        }
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(_disk, null, Small, Cancel))
        {
            Assert.Equal([Bytes.Blob(2), Bytes.Blob(4)], store.ListBlobs(null, 10));
            await store.DeleteBlobAsync(Bytes.Blob(2), Cancel);
            await store.FlushAsync(Cancel);
            Assert.Equal(1, store.GetStatistics().Segments);
        }
        await using EmbeddedSliverStore last = await EmbeddedSliverStore.OpenAsync(_disk, null, Small, Cancel);
        Assert.Equal([Bytes.Blob(4)], last.ListBlobs(null, 10));
        Assert.Equal((0, 0), (last.GetStatistics().DamagedRecords, last.GetStatistics().CutBytes));
    }

    [Fact]
    public async Task On_a_real_disk_deleted_bytes_are_given_back()
    {
        using var folder = new TemporaryFolder();
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(folder.Path, cancellationToken: Cancel);
        await store.PutSliverAsync(Bytes.Key(1), Bytes.Random(1, 8 << 20), Cancel);
        await store.PutSliverAsync(Bytes.Key(2), Bytes.Random(2, 100), Cancel);
        await store.FlushAsync(Cancel);
        await store.DeleteBlobAsync(Bytes.Blob(1), Cancel);
        await store.FlushAsync(Cancel);
        Assert.Equal(Bytes.Random(2, 100), await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(2), Cancel)));
        if (OperatingSystem.IsLinux())
            Assert.InRange(store.GetStatistics().StoredBytes, 100, 1000);
    }
}
