using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests;

/// <summary>
/// Random bits of random files of a store (segments, identity, and the index with its manifest, tables, options and names) and of a
/// journal: whatever it hits, no wrong byte is given out, and nothing is missing without a word.
/// </summary>
public sealed class DamageCampaign : IDisposable
{
    private const int Slivers = 60;
    private const int Records = 40;
    private const int FlipsMax = 1000;
    private static readonly EmbeddedStoreOptions StoreOptions = new() { SegmentBytes = 6000 };
    private static readonly LocalJournalOptions JournalOptions = new() { SegmentBytes = 2000 };
    private readonly TemporaryFolder _folder = TemporaryFolder.InMemory();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Whole => Path.Combine(_folder.Path, "whole");

    private string Damaged => Path.Combine(_folder.Path, "damaged");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1, 100)]
    public Task Damage_to_a_store_is_always_found(int seed, int rounds) => RunAsync(seed, rounds, FillStoreAsync, CheckStoreAsync);

    [Theory]
    [InlineData(2, 100)]
    public Task Damage_to_a_journal_is_always_found(int seed, int rounds) => RunAsync(seed, rounds, FillJournalAsync, CheckJournalAsync);

    [Fact]
    [Trait("Category", "Campaign")]
    public Task Damage_to_a_store_is_always_found_in_a_long_run() => RunAsync(3, 3000, FillStoreAsync, CheckStoreAsync);

    [Fact]
    [Trait("Category", "Campaign")]
    public Task Damage_to_a_journal_is_always_found_in_a_long_run() => RunAsync(4, 20_000, FillJournalAsync, CheckJournalAsync);

    private async Task RunAsync(int seed, int rounds, Func<Task> fill, Func<string, string, Task> check)
    {
        await fill();
        string[] files = [.. Directory.EnumerateFiles(Whole, "*", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length > 0).Order(StringComparer.Ordinal)];
        var random = new Random(seed);
        for (int round = 0; round < rounds; round++)
        {
            string file = Path.GetRelativePath(Whole, files[random.Next(files.Length)]);
            int flips = round % 2 == 0 ? 1 : random.Next(1, FlipsMax);
            TemporaryFolder.Copy(Whole, Damaged);
            byte[] bytes = await File.ReadAllBytesAsync(Path.Combine(Damaged, file), Cancel);
            for (int flip = 0; flip < flips; flip++)
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(Path.Combine(Damaged, file), bytes, Cancel);
            await check(file, $"seed {seed}, round {round}: {flips} bits of {file}");
            Directory.Delete(Damaged, recursive: true);
        }
    }

    private async Task FillStoreAsync()
    {
        // Closed and opened, so that the index has several tables.
        for (int part = 0; part < 3; part++)
        {
            await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Whole, StoreOptions, Cancel);
            for (int i = part; i < Slivers; i += 3)
                await store.PutSliverAsync(Bytes.Key((byte)i), PayloadOf(i), Cancel);
        }
    }

    private async Task CheckStoreAsync(string file, string what)
    {
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Damaged, StoreOptions, Cancel);
        int held = 0;
        for (int i = 0; i < Slivers; i++)
        {
            try
            {
                byte[]? read = await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key((byte)i), Cancel));
                Assert.True(read is null || read.AsSpan().SequenceEqual(PayloadOf(i)), $"{what}: sliver {i} has wrong bytes.");
                held += read is null ? 0 : 1;
            }
            catch (SliverCorruptedException)
            {
                // Found: counted below.
            }
        }

        SliverStoreStatistics statistics = store.GetStatistics();
        bool isFound = statistics.DamagedRecords + statistics.CutBytes > 0;
        Assert.True(isFound || held == Slivers, $"{what}: {Slivers - held} slivers are missing without a word.");
        Assert.True(held == Slivers || !file.StartsWith("index", StringComparison.Ordinal), $"{what}: the index cost {Slivers - held} slivers.");
    }

    private async Task FillJournalAsync()
    {
        await using var journal = new LocalLedgerJournal(Whole, JournalOptions);
        long head = await journal.AcquireWriterAsync(Cancel);
        while (head < Records)
            head = await journal.AppendAsync(head, [PayloadOf((int)head)], Cancel);
    }

    private async Task CheckJournalAsync(string file, string what)
    {
        await using var journal = new LocalLedgerJournal(Damaged, JournalOptions);
        int read = 0;
        try
        {
            await journal.AcquireWriterAsync(Cancel);
            await foreach (JournalRecord record in journal.ReadAsync(0, Cancel))
                Assert.True(record.Bytes.Span.SequenceEqual(PayloadOf(read++)), $"{what}: record {read - 1} has wrong bytes.");
            Assert.True(read == Records, $"{what}: {Records - read} records are missing without a word.");
            Assert.True(file == "head", $"{what}: not found.");
        }
        catch (StorageException found)
        {
            Assert.Contains(file, found.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] PayloadOf(int i) => Bytes.Random(i, 300 + i);
}
