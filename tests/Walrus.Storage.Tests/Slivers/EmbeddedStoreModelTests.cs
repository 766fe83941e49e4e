using CsCheck;
using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>
/// Whatever is done to it, closed, killed or reopened at any time, the store holds what a dictionary would hold: after a kill,
/// what it held at the last flush or later.
/// </summary>
public sealed class EmbeddedStoreModelTests
{
    private static readonly EmbeddedStoreOptions Options = new() { SegmentBytes = 700 };

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Int[0, 14], Gen.Byte[0, 3], Gen.Int[0, 2], Gen.Int[0, 1], Gen.Int[0, 200],
        (action, blob, shard, axis, length) => new Step(action, Bytes.Key(blob, shard, (Axis)axis), length));

    [Fact]
    public async Task It_behaves_like_a_dictionary() =>
        await Steps.Array[1, 60].SampleAsync(RunAsync, iter: 150, threads: 2);

    private static async Task RunAsync(Step[] steps)
    {
        using TemporaryFolder folder = TemporaryFolder.InMemory();
        int lives = 0;
        string Life() => Path.Combine(folder.Path, $"{lives}");
        EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Life(), Options);
        var model = new Model();
        foreach (Step step in steps)
        {
            if (step.Action == 14)
            {
                // Killed: the files as they are go on in another place. Whatever was not flushed was written whole, so it is there.
                string killed = Life();
                lives++;
                TemporaryFolder.Copy(killed, Life());
                await store.DisposeAsync();
                store = await EmbeddedSliverStore.OpenAsync(Life(), Options);
            }
            else if (step.Action == 13)
            {
                await store.DisposeAsync();
                store = await EmbeddedSliverStore.OpenAsync(Life(), Options);
            }
            await ApplyAsync(store, step, model);
        }
        await CheckAsync(store, model);
        await store.DisposeAsync();
        store = await EmbeddedSliverStore.OpenAsync(Life(), Options);
        await CheckAsync(store, model);
        await store.DisposeAsync();
        // The same once more from the segments alone.
        Directory.Delete(Path.Combine(Life(), "index"), recursive: true);
        store = await EmbeddedSliverStore.OpenAsync(Life(), Options);
        await CheckAsync(store, model);
        await store.DisposeAsync();
    }

    private static async Task ApplyAsync(EmbeddedSliverStore store, Step step, Model model)
    {
        (Dictionary<SliverKey, byte[]> slivers, Dictionary<BlobId, byte[]> metadata) = (model.Slivers, model.Metadata);
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
                Assert.Equal(model.RemoveBlob(step.Key.Blob), await store.DeleteBlobAsync(step.Key.Blob));
                break;
            case 8:
                Assert.Equal(model.RemoveSlivers(key => key.Shard == step.Key.Shard), await store.DeleteShardAsync(step.Key.Shard));
                break;
            case 9:
                await store.FlushAsync();
                break;
            case 10:
                Assert.Equal(slivers.GetValueOrDefault(step.Key), await Bytes.TakeAsync(store.ReadSliverAsync(step.Key)));
                break;
            case 11:
                model.Ends[step.Key.Blob] = EpochOf(step);
                await store.SetEndAsync(step.Key.Blob, EpochOf(step));
                break;
            case 12:
                Assert.Equal(model.RemoveExpired(EpochOf(step)), await store.DeleteExpiredAsync(EpochOf(step)));
                break;
        }
    }

    private static Epoch EpochOf(Step step) => new(1 + (uint)step.Length % 10);

    private static async Task CheckAsync(EmbeddedSliverStore store, Model model)
    {
        (Dictionary<SliverKey, byte[]> slivers, Dictionary<BlobId, byte[]> metadata) = (model.Slivers, model.Metadata);
        BlobId[] blobs = [.. slivers.Keys.Select(key => key.Blob).Union(metadata.Keys).Order()];
        Assert.Equal(blobs, store.ListBlobs(null, 100));
        foreach (BlobId blob in blobs)
        {
            Assert.Equal(slivers.Keys.Where(key => key.Blob == blob).Order(), store.ListSlivers(blob));
            Assert.Equal(metadata.GetValueOrDefault(blob), await Bytes.TakeAsync(store.ReadMetadataAsync(blob)));
        }
        foreach ((SliverKey key, byte[] sliver) in slivers)
            Assert.Equal(sliver, await Bytes.TakeAsync(store.ReadSliverAsync(key)));
        foreach (byte number in (byte[])[0, 1, 2, 3])
            Assert.Equal(model.Ends.TryGetValue(Bytes.Blob(number), out Epoch end) ? end : null, store.FindEnd(Bytes.Blob(number)));
        SliverStoreStatistics statistics = store.GetStatistics();
        long bytes = slivers.Values.Concat(metadata.Values).Sum(payload => (long)payload.Length);
        Assert.Equal((blobs.Length, slivers.Count, bytes), (statistics.Blobs, statistics.Slivers, statistics.LiveBytes));
        Assert.Equal((0, 0), (statistics.DamagedRecords, statistics.CutBytes));
        Assert.Equal(0, statistics.IndexRebuilds);
    }

    private sealed class Model
    {
        public Dictionary<SliverKey, byte[]> Slivers { get; } = [];

        public Dictionary<BlobId, byte[]> Metadata { get; } = [];

        public Dictionary<BlobId, Epoch> Ends { get; } = [];

        public int RemoveSlivers(Func<SliverKey, bool> which) => Slivers.Keys.Where(which).ToList().Count(Slivers.Remove);

        public bool RemoveBlob(BlobId blob)
        {
            Ends.Remove(blob);
            return Metadata.Remove(blob) | RemoveSlivers(key => key.Blob == blob) > 0;
        }

        public int RemoveExpired(Epoch now)
        {
            List<BlobId> expired = [.. Ends.Where(pair => pair.Value <= now).Select(pair => pair.Key)];
            expired.ForEach(blob => RemoveBlob(blob));
            return expired.Count;
        }
    }

    private sealed record Step(int Action, SliverKey Key, int Length);
}
