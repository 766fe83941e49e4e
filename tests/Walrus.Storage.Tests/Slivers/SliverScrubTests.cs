using Microsoft.Extensions.Time.Testing;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>A scrub reads everything, says everything that is damaged, and keeps its rate.</summary>
public sealed class SliverScrubTests
{
    private const int Slivers = 200;
    private const int Length = 1000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_damaged_is_told_once_and_can_be_put_again()
    {
        using TemporaryFolder folder = TemporaryFolder.InMemory();
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(folder.Path, cancellationToken: Cancel);
        await FillAsync(store);
        int damaged = await store.RotAsync(0.2, seed: 5, Cancel);
        List<SliverKey> found = [];
        var scrub = new SliverScrub(store, new ScrubOptions { BytesPerSecond = long.MaxValue });
        ScrubReport report = await scrub.RunAsync(async (damage, token) =>
        {
            found.Add(damage.Key!.Value);
            Assert.True(await store.PutSliverAsync(damage.Key.Value, PayloadOf(damage.Key.Value), token));
        }, Cancel);
        Assert.Equal(damaged, found.Count);
        Assert.Equal(new ScrubReport(Slivers + 1, (Slivers - damaged) * Length + 4, damaged), report);
        ScrubReport again = await scrub.RunAsync((damage, _) => throw damage, Cancel);
        Assert.Equal(new ScrubReport(Slivers + 1, Slivers * Length + 4, 0), again);
    }

    [Fact]
    public async Task The_rate_is_kept()
    {
        var store = new MemorySliverStore();
        await FillAsync(store);
        var time = new FakeTimeProvider();
        DateTimeOffset begin = time.GetUtcNow();
        var scrub = new SliverScrub(store, new ScrubOptions { BytesPerSecond = 10_000, BytesPerEntry = 0, Time = time });
        Task<ScrubReport> running = scrub.RunAsync((damage, _) => throw damage, Cancel);
        while (!running.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(25));
            await Task.Yield();
        }
        Assert.Equal(Slivers + 1, (await running).Entries);
        Assert.InRange((time.GetUtcNow() - begin).TotalSeconds, 19, 1000);
    }

    [Fact]
    public async Task It_can_be_cancelled_and_ends_with_what_the_repair_throws()
    {
        var store = new MemorySliverStore();
        await FillAsync(store);
        await store.RotAsync(1, seed: 1, Cancel);
        var scrub = new SliverScrub(store);
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scrub.RunAsync(async (_, _) => await cancel.CancelAsync(), cancel.Token));
        await Assert.ThrowsAsync<SliverCorruptedException>(() => scrub.RunAsync((damage, _) => throw damage, Cancel));
    }

    private static async Task FillAsync(ISliverStore store)
    {
        for (int i = 0; i < Slivers; i++)
            await store.PutSliverAsync(KeyOf(i), PayloadOf(KeyOf(i)), Cancel);
        await store.PutMetadataAsync(Bytes.Blob(0), Bytes.Of("meta"), Cancel);
        await store.FlushAsync(Cancel);
    }

    private static SliverKey KeyOf(int i) => Bytes.Key((byte)(i % 10), i / 10);

    private static byte[] PayloadOf(SliverKey key) => Bytes.Random(key.Shard.Value * 10 + key.Blob.Bytes.ToArray()[0], Length);
}
