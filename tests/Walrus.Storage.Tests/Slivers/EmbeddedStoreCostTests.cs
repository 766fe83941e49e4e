using Walrus.Core.Identifiers;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>Alone on the process, so that what it allocates can be told.</summary>
[CollectionDefinition(nameof(EmbeddedStoreCostTests), DisableParallelization = true)]
public sealed class Alone;

/// <summary>What the folder's README says that things cost.</summary>
[Collection(nameof(EmbeddedStoreCostTests))]
public sealed class EmbeddedStoreCostTests : IDisposable
{
    private const int Slivers = 600;
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Puts_and_reads_allocate_what_is_promised()
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(_folder.Path, cancellationToken: Cancel);
        byte[] payload = Bytes.Random(1, 1024);
        // The first round pays for pools and just-in-time compilation.
        await PutTogetherAsync(store, 1, payload);
        await ReadAsync(store, 1);
        long together = await MeasureAsync(() => PutTogetherAsync(store, 2, payload));
        long alone = await MeasureAsync(() => PutOneByOneAsync(store, 3, payload));
        long read = await MeasureAsync(() => ReadAsync(store, 2));
        Assert.InRange(together, 1, 1024);
        Assert.InRange(alone, 1, 3072);
        // Without optimisation every asynchronous step is an object of its own.
        Assert.InRange(read, 1, 600);
    }

    private static async Task<long> MeasureAsync(Func<Task> work)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await work();
        return (GC.GetTotalAllocatedBytes(precise: true) - before) / Slivers;
    }

    private static async Task PutTogetherAsync(EmbeddedSliverStore store, byte blob, byte[] payload)
    {
        await Task.WhenAll(Keys(blob).Select(key => store.PutSliverAsync(key, payload, Cancel).AsTask()));
        await store.FlushAsync(Cancel);
    }

    private static async Task PutOneByOneAsync(EmbeddedSliverStore store, byte blob, byte[] payload)
    {
        foreach (SliverKey key in Keys(blob))
            await store.PutSliverAsync(key, payload, Cancel);
        await store.FlushAsync(Cancel);
    }

    private static async Task ReadAsync(EmbeddedSliverStore store, byte blob)
    {
        foreach (SliverKey key in Keys(blob))
            (await store.ReadSliverAsync(key, Cancel))!.Dispose();
    }

    private static IEnumerable<SliverKey> Keys(byte blob) => Enumerable.Range(0, Slivers).Select(i => Bytes.Key(blob, i / 2, (Axis)(i % 2)));
}
