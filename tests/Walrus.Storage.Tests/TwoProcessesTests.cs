using Walrus.Storage.Journals;
using Walrus.Storage.Slivers;

namespace Walrus.Storage.Tests;

/// <summary>A real second process is locked out, can be followed, and leaves what it made durable when it is killed.</summary>
public sealed class TwoProcessesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Journal => SecondProcess.JournalOf(_folder.Path);

    private string Store => SecondProcess.StoreOf(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_second_is_locked_out_until_the_first_is_killed()
    {
        await using (SecondProcess other = await SecondProcess.StartAsync(_folder.Path, Cancel))
        {
            await using var locked = new LocalLedgerJournal(Journal);
            JournalLockedException error = await Assert.ThrowsAsync<JournalLockedException>(async () => await locked.AcquireWriterAsync(Cancel));
            Assert.Equal(Journal, error.Location);
            await Assert.ThrowsAsync<StoreLockedException>(async () => await EmbeddedSliverStore.OpenAsync(Store, cancellationToken: Cancel));
        }
        await using var journal = new LocalLedgerJournal(Journal);
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Store, cancellationToken: Cancel);
        Assert.Equal(0, await journal.AcquireWriterAsync(Cancel));
    }

    [Fact]
    public async Task A_second_handle_in_the_same_process_is_locked_out_too()
    {
        await using var first = new LocalLedgerJournal(Journal);
        await using var second = new LocalLedgerJournal(Journal);
        await first.AcquireWriterAsync(Cancel);
        await Assert.ThrowsAsync<JournalLockedException>(async () => await second.AcquireWriterAsync(Cancel));
        await using (await EmbeddedSliverStore.OpenAsync(Store, cancellationToken: Cancel))
            await Assert.ThrowsAsync<StoreLockedException>(async () => await EmbeddedSliverStore.OpenAsync(Store, cancellationToken: Cancel));
        await first.DisposeAsync();
        Assert.Equal(0, await second.AcquireWriterAsync(Cancel));
        await using EmbeddedSliverStore again = await EmbeddedSliverStore.OpenAsync(Store, cancellationToken: Cancel);
    }

    [Fact]
    public async Task A_reader_follows_a_writer_in_another_process()
    {
        await using SecondProcess other = await SecondProcess.StartAsync(_folder.Path, Cancel);
        await using var reader = new LocalLedgerJournal(Journal, new LocalJournalOptions { PollInterval = TimeSpan.FromMilliseconds(1) });
        for (int i = 0; i < 20; i++)
        {
            Task waiting = reader.WaitForAppendAsync(i, Cancel).AsTask();
            await other.AppendAsync($"record {i}", Cancel);
            await waiting;
            await foreach (JournalRecord record in reader.ReadAsync(i, Cancel))
                Assert.Equal((i, $"record {i}"), (record.Position, System.Text.Encoding.UTF8.GetString(record.Bytes.Span)));
        }
    }

    [Fact]
    public async Task What_a_killed_process_made_durable_is_there()
    {
        await using (SecondProcess other = await SecondProcess.StartAsync(_folder.Path, Cancel))
        {
            for (int i = 0; i < 5; i++)
                await other.AppendAsync($"record {i}", Cancel);
        }
        await using var journal = new LocalLedgerJournal(Journal);
        Assert.Equal(5, await journal.AcquireWriterAsync(Cancel));
        await using EmbeddedSliverStore store = await EmbeddedSliverStore.OpenAsync(Store, cancellationToken: Cancel);
        for (int i = 0; i < 5; i++)
            Assert.Equal(Bytes.Of($"record {i}").ToArray(), await Bytes.TakeAsync(store.ReadSliverAsync(Bytes.Key((byte)(i + 1)), Cancel)));
    }
}
