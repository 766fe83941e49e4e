using Walrus.Core.Identifiers;
using Walrus.Storage.Devices;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests.Slivers;

/// <summary>The index spares the walk over the segments; lost, damaged or behind, it is made anew from them and nothing is missed.</summary>
public sealed class EmbeddedIndexTests : IDisposable
{
    private const int Count = 60;
    private static readonly EmbeddedStoreOptions Options = new() { SegmentBytes = 4000 };
    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Store => Path.Combine(_folder.Path, "store");

    private string Index => Path.Combine(Store, "index");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Opening_after_a_clean_end_reads_nothing_but_the_headers_of_the_files()
    {
        await CreateAsync();
        List<DeviceOperation> reads = [];
        var device = new FaultyDevice(new LocalDevice(Store), operation =>
        {
            if (operation.Kind == DeviceOperationKind.Read)
                reads.Add(operation);
            return default;
        });
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(device, Index, Options, Cancel);
        Assert.All(reads, read => Assert.Equal(0, read.Offset));
        Assert.Equal(0, store.GetStatistics().IndexRebuilds);
        await CheckAsync(store);
    }

    [Fact]
    public async Task A_killed_store_is_brought_up_to_the_log()
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Store, Options, Cancel);
        for (byte number = 0; number < Count; number++)
        {
            await PutAsync(store, number);
            if (number % 7 == 0)
                await store.FlushAsync(Cancel);
        }
        await store.DeleteBlobAsync(Bytes.Blob(Count - 1), Cancel);
        await store.SetEndAsync(Bytes.Blob(3), new Epoch(9), Cancel);
        await store.FlushAsync(Cancel);
        string killed = Path.Combine(_folder.Path, "killed");
        TemporaryFolder.Copy(Store, killed);
        await using EmbeddedSliverStore reopened = await EmbeddedSliverStore.OpenAsync(killed, Options, Cancel);
        Assert.Equal((Count - 1, 0), (reopened.GetStatistics().Slivers, reopened.GetStatistics().IndexRebuilds));
        Assert.Equal(new Epoch(9), reopened.FindEnd(Bytes.Blob(3)));
        await CheckAsync(reopened, Count - 1);
    }

    [Fact]
    public async Task A_lost_index_is_made_anew()
    {
        await CreateAsync();
        Directory.Delete(Index, recursive: true);
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Store, Options, Cancel);
        await CheckAsync(store);
        Assert.Equal((0, 0), (store.GetStatistics().DamagedRecords, store.GetStatistics().CutBytes));
    }

    [Fact]
    public async Task An_index_of_another_store_is_made_anew()
    {
        await CreateAsync();
        string other = Path.Combine(_folder.Path, "other");
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(other, Options, Cancel))
            await PutAsync(store, 77);
        Directory.Delete(Index, recursive: true);
        TemporaryFolder.Copy(Path.Combine(other, "index"), Index);
        await using EmbeddedSliverStore mended = await EmbeddedSliverStore.OpenAsync(Store, Options, Cancel);
        Assert.Equal(1, mended.GetStatistics().IndexRebuilds);
        await CheckAsync(mended);
    }

    [Fact]
    public async Task An_index_from_before_segments_were_removed_is_made_anew()
    {
        await CreateAsync();
        string old = Path.Combine(_folder.Path, "old");
        TemporaryFolder.Copy(Index, old);
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Store, Options, Cancel))
        {
            for (byte number = 0; number < 40; number++)
                await store.DeleteBlobAsync(Bytes.Blob(number), Cancel);
            await store.FlushAsync(Cancel);
            Assert.InRange(store.GetStatistics().Segments, 1, 8);
        }
        Directory.Delete(Index, recursive: true);
        TemporaryFolder.Copy(old, Index);
        await using EmbeddedSliverStore reopened = await EmbeddedSliverStore.OpenAsync(Store, Options, Cancel);
        Assert.Equal((Count - 40, 1), (reopened.GetStatistics().Slivers, reopened.GetStatistics().IndexRebuilds));
        Assert.False(reopened.ContainsSliver(Bytes.Key(39)));
        for (byte number = 40; number < Count; number++)
            Assert.Equal(PayloadOf(number), await Bytes.TakeAsync(reopened.ReadSliverAsync(Bytes.Key(number), Cancel)));
    }

    [Fact]
    public async Task Segments_from_before_the_index_are_walked_and_what_is_gone_is_not_held()
    {
        await CreateAsync();
        string old = Path.Combine(_folder.Path, "old");
        TemporaryFolder.Copy(Store, old);
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Store, Options, Cancel))
        {
            for (byte number = 100; number < 140; number++)
                await PutAsync(store, number);
        }
        Directory.Delete(Path.Combine(old, "index"), recursive: true);
        TemporaryFolder.Copy(Index, Path.Combine(old, "index"));
        await using EmbeddedSliverStore reopened = await EmbeddedSliverStore.OpenAsync(old, Options, Cancel);
        Assert.Equal(1, reopened.GetStatistics().IndexRebuilds);
        await CheckAsync(reopened);
    }

    [Fact]
    public async Task Without_room_for_an_index_what_is_held_is_found_all_the_same()
    {
        await CreateAsync();
        Directory.Delete(Index, recursive: true);
        await File.WriteAllTextAsync(Index, "in the way", Cancel);
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Store, Options, Cancel);
        await CheckAsync(store);
        await PutAsync(store, 200);
        await store.FlushAsync(Cancel);
        Assert.Equal(PayloadOf(200), await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(200), Cancel)));
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x02)]
    [InlineData(0x04)]
    [InlineData(0x08)]
    [InlineData(0x80)]
    public async Task A_record_of_the_manifest_that_has_become_one_of_another_kind_costs_nothing(byte bit)
    {
        await CreateAsync();
        string manifest = Assert.Single(Directory.GetFiles(Index, "MANIFEST-*", SearchOption.AllDirectories));
        byte[] whole = await File.ReadAllBytesAsync(manifest, Cancel);
        for (int kind = 6; kind < whole.Length; kind += 7 + BitConverter.ToUInt16(whole, kind - 2))
        {
            string damaged = Path.Combine(_folder.Path, "damaged");
            TemporaryFolder.Copy(Store, damaged);
            byte[] changed = [.. whole];
            changed[kind] ^= bit;
            await File.WriteAllBytesAsync(Path.Combine(damaged, Path.GetRelativePath(Store, manifest)), changed, Cancel);
            await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(damaged, Options, Cancel))
            {
                Assert.Equal(1, store.GetStatistics().IndexRebuilds);
                await CheckAsync(store);
            }
            Directory.Delete(damaged, recursive: true);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Wrong_bits_in_any_file_of_the_index_cost_nothing(int seed)
    {
        await CreateAsync();
        string[] files = [.. Directory.EnumerateFiles(Index, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        Assert.Contains(files, file => file.EndsWith(".sst", StringComparison.Ordinal));
        Assert.Contains(files, file => Path.GetFileName(file).StartsWith("MANIFEST", StringComparison.Ordinal));
        var random = new Random(seed);
        long rebuilds = 0;
        foreach (string file in files.Where(file => new FileInfo(file).Length > 0))
        {
            for (int round = 0; round < 8; round++)
                rebuilds += await DamageAsync(file, random, $"seed {seed}, {Path.GetFileName(file)}, round {round}");
        }
        Assert.InRange(rebuilds, 5, long.MaxValue);
    }

    /// <summary>One flipped bit, or a torn end.</summary>
    private async Task<long> DamageAsync(string file, Random random, string what)
    {
        string damaged = Path.Combine(_folder.Path, "damaged");
        TemporaryFolder.Copy(Store, damaged);
        string path = Path.Combine(damaged, Path.GetRelativePath(Store, file));
        byte[] bytes = await File.ReadAllBytesAsync(path, Cancel);
        if (random.Next(4) == 0)
            bytes = bytes[..random.Next(bytes.Length)];
        else
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        long rebuilds;
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(damaged, Options, Cancel))
        {
            TestContext.Current.SendDiagnosticMessage(what);
            await CheckAsync(store);
            rebuilds = store.GetStatistics().IndexRebuilds;
            await PutAsync(store, 250);
            await store.FlushAsync(Cancel);
        }
        await using (EmbeddedSliverStore again = await EmbeddedSliverStore.OpenAsync(damaged, Options, Cancel))
            Assert.Equal(Count + 1, again.GetStatistics().Slivers);
        Directory.Delete(damaged, recursive: true);
        return rebuilds;
    }

    private async Task CreateAsync()
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Store, Options, Cancel);
        for (byte number = 0; number < Count; number++)
            await PutAsync(store, number);
    }

    private static async Task PutAsync(EmbeddedSliverStore store, byte number) =>
        Assert.True(await store.PutSliverAsync(Bytes.Key(number), PayloadOf(number), Cancel));

    private static async Task CheckAsync(EmbeddedSliverStore store, int count = Count)
    {
        Assert.Equal(Enumerable.Range(0, count).Select(number => Bytes.Blob((byte)number)), store.ListBlobs(null, 1000));
        Assert.Equal(count, store.ListSlivers(new ShardIndex(0), Axis.Primary, null, 1000).Count);
        for (byte number = 0; number < count; number++)
            Assert.Equal(PayloadOf(number), await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(number), Cancel)));
    }

    private static byte[] PayloadOf(byte number) => Bytes.Random(number, 300 + number);
}
