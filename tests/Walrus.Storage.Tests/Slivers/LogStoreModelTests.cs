using CsCheck;
using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>Whatever is done to it, closed and reopened at any time, the store holds what a dictionary would hold.</summary>
public sealed class LogStoreModelTests
{
    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, 11], Gen.Byte[0, 3], Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[0, 200],
        (action, blob, shard, axis, length) => new Step(action, Bytes.Key(blob, shard, (Axis)axis), length));

    [Fact]
    public async Task It_behaves_like_a_dictionary() =>
        await Steps.Array[1, 60].SampleAsync(RunAsync, iter: 300);

    private static async Task RunAsync(Step[] steps)
    {
        var options = new LogStoreOptions { SegmentBytes = 700 };
        var disk = new MemoryDevice();
        LogSliverStore store = await LogSliverStore.OpenAsync(disk, options);
        Dictionary<SliverKey, byte[]> slivers = [];
        Dictionary<BlobId, byte[]> metadata = [];
        foreach (Step step in steps)
        {
            if (step.Action == 11)
            {
                await store.DisposeAsync();
                store = await LogSliverStore.OpenAsync(disk, options);
            }
            await ApplyAsync(store, step, slivers, metadata);
        }
        await CheckAsync(store, slivers, metadata);
        await store.DisposeAsync();
        store = await LogSliverStore.OpenAsync(disk, options);
        await CheckAsync(store, slivers, metadata);
        await store.DisposeAsync();
    }

    private static async Task ApplyAsync(
        LogSliverStore store, Step step, Dictionary<SliverKey, byte[]> slivers, Dictionary<BlobId, byte[]> metadata)
    {
        byte[] payload = Bytes.Random(step.Length, step.Length);
        switch (step.Action)
        {
            case <= 4:
                Assert.Equal(slivers.TryAdd(step.Key, payload), await store.PutSliverAsync(step.Key, payload));
                break;
            case 5:
                Assert.Equal(metadata.TryAdd(step.Key.Blob, payload), await store.PutMetadataAsync(step.Key.Blob, payload));
                break;
            case 6:
                Assert.Equal(slivers.Remove(step.Key), await store.DeleteSliverAsync(step.Key));
                break;
            case 7:
                bool had = metadata.Remove(step.Key.Blob) | RemoveAll(slivers, key => key.Blob == step.Key.Blob) > 0;
                Assert.Equal(had, await store.DeleteBlobAsync(step.Key.Blob));
                break;
            case 8:
                Assert.Equal(RemoveAll(slivers, key => key.Shard == step.Key.Shard), await store.DeleteShardAsync(step.Key.Shard));
                break;
            case 9:
                await store.FlushAsync();
                break;
            case 10:
                Assert.Equal(slivers.GetValueOrDefault(step.Key), await Bytes.TakeAsync(store.ReadSliverAsync(step.Key)));
                break;
        }
    }

    private static int RemoveAll(Dictionary<SliverKey, byte[]> slivers, Func<SliverKey, bool> which) =>
        slivers.Keys.Where(which).ToList().Count(slivers.Remove);

    private static async Task CheckAsync(LogSliverStore store, Dictionary<SliverKey, byte[]> slivers, Dictionary<BlobId, byte[]> metadata)
    {
        BlobId[] blobs = [.. slivers.Keys.Select(key => key.Blob).Union(metadata.Keys).Order()];
        Assert.Equal(blobs, store.ListBlobs(null, 100));
        foreach (BlobId blob in blobs)
        {
            Assert.Equal(slivers.Keys.Where(key => key.Blob == blob).Order(), store.ListSlivers(blob));
            Assert.Equal(metadata.GetValueOrDefault(blob), await Bytes.TakeAsync(store.ReadMetadataAsync(blob)));
        }
        foreach ((SliverKey key, byte[] sliver) in slivers)
            Assert.Equal(sliver, await Bytes.TakeAsync(store.ReadSliverAsync(key)));
        SliverStoreStatistics statistics = store.GetStatistics();
        long bytes = slivers.Values.Concat(metadata.Values).Sum(payload => (long)payload.Length);
        Assert.Equal((blobs.Length, slivers.Count, bytes), (statistics.Blobs, statistics.Slivers, statistics.LiveBytes));
        Assert.Equal((0, 0), (statistics.DamagedRecords, statistics.CutBytes));
    }

    private sealed record Step(int Action, SliverKey Key, int Length);
}
