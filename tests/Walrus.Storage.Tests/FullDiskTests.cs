using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests;

/// <summary>When the system refuses to let files grow, writes are refused, reads go on, and with room again so do writes.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Kilobytes = 1000;
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_refuses_writes_serves_reads_and_takes_writes_again_once_there_is_room()
    {
        (int slivers, int records) = await FillAsync();
        // As much as fits: what is refused at half the room is a fault of ours and not of the disk.
        Assert.InRange(slivers, 48, 51);
        Assert.InRange(records, 48, 51);
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(
            SecondProcess.StoreOf(_folder.Path), FullDiskWriter.StoreOptions, Cancel);
        Assert.Equal(slivers, await FullDiskWriter.CountAsync(store));
        Assert.Equal(0, store.GetStatistics().DamagedRecords);
        Assert.True(await store.PutSliverAsync(Bytes.Key(1, slivers), FullDiskWriter.PayloadOf(slivers), Cancel));
        await store.FlushAsync(Cancel);
        Assert.Equal(slivers + 1, await FullDiskWriter.CountAsync(store));

        await using var journal = new LocalLedgerJournal(SecondProcess.JournalOf(_folder.Path));
        Assert.Equal(records, await journal.AcquireWriterAsync(Cancel));
        await journal.AppendAsync(records, [FullDiskWriter.PayloadOf(records)], Cancel);
        Assert.Equal(records + 1, await FullDiskWriter.CountAsync(journal));
    }

    /// <summary>How many slivers and records the other process got in, and could read again while there was no more room.</summary>
    private async Task<(int Slivers, int Records)> FillAsync()
    {
        await using SecondProcess filling = SecondProcess.StartFilling(_folder.Path, Kilobytes);
        return (await CheckAsync("store"), await CheckAsync("journal"));

        async Task<int> CheckAsync(string kind)
        {
            string[] took = (await filling.ReadAsync(Cancel) ?? "").Split(' ');
            Assert.Equal([kind, "took"], took[..2]);
            Assert.Equal($"{kind} holds {took[2]} True", await filling.ReadAsync(Cancel));
            return int.Parse(took[2], System.Globalization.CultureInfo.InvariantCulture);
        }
    }
}
