using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests;

/// <summary>What the second process does on a disk that gets full.</summary>
internal static class FullDiskWriter
{
    /// <summary>Larger than the disk allows, so that it is the disk that ends it.</summary>
    public static readonly EmbeddedStoreOptions StoreOptions = new() { SegmentBytes = 64 << 20 };

    /// <summary>Fills both to the end, and says of each how much it took and, once it was all read again, how much it holds.</summary>
    public static async Task RunAsync(string folder)
    {
        await using (EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(SecondProcess.StoreOf(folder), StoreOptions))
        {
            Console.WriteLine($"store took {await FillAsync(store)}");
            Console.WriteLine($"store holds {await CountAsync(store)} {store.GetStatistics().Unwritable is not null}");
        }
        await using var journal = new LocalLedgerJournal(SecondProcess.JournalOf(folder));
        Console.WriteLine($"journal took {await FillAsync(journal)}");
        Console.WriteLine($"journal holds {await CountAsync(journal)} True");
    }

    public static byte[] PayloadOf(int i) => Bytes.Random(i, 20_000);

    /// <summary>How many slivers, from the first on, are there with their bytes.</summary>
    public static async Task<int> CountAsync(EmbeddedSliverStore store)
    {
        int held = 0;
        while (await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key(1, held))) is { } bytes && bytes.AsSpan().SequenceEqual(PayloadOf(held)))
            held++;
        return held;
    }

    /// <summary>How many records are there with their bytes.</summary>
    public static async Task<int> CountAsync(LocalLedgerJournal journal)
    {
        int held = 0;
        await foreach (JournalRecord record in journal.ReadAsync(0))
            held += record.Bytes.Span.SequenceEqual(PayloadOf(held)) ? 1 : throw new InvalidOperationException($"Record {held} has wrong bytes.");
        return held;
    }

    private static async Task<int> FillAsync(EmbeddedSliverStore store)
    {
        for (int taken = 0; ; taken++)
        {
            try
            {
                await store.PutSliverAsync(Bytes.Key(1, taken), PayloadOf(taken));
                await store.FlushAsync();
            }
            catch (StoreUnwritableException)
            {
                return taken;
            }
        }
    }

    private static async Task<int> FillAsync(LocalLedgerJournal journal)
    {
        long head = await journal.AcquireWriterAsync();
        while (true)
        {
            try
            {
                head = await journal.AppendAsync(head, [PayloadOf((int)head)]);
            }
            catch (JournalUnknownOutcomeException)
            {
                return (int)head;
            }
        }
    }
}
