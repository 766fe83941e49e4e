using Walrus.Storage.Devices;
using Walrus.Storage.Journals;

namespace Walrus.Storage.Tests.Journals;

/// <summary>Many records, many segments, any position, on a real disk.</summary>
public sealed class JournalReadingTests : IDisposable
{
    private const int Count = 4000;
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2500)]
    public async Task Reading_begins_at_any_position_for_writer_and_reader(int recordsAnAppend)
    {
        var options = new LocalJournalOptions { SegmentBytes = 200_000 };
        await using var journal = new LocalLedgerJournal(_folder.Path, options);
        await journal.AcquireWriterAsync(Cancel);
        int count = recordsAnAppend == 1 ? 300 : Count;
        for (int head = 0; head < count; head += recordsAnAppend)
        {
            int end = Math.Min(head + recordsAnAppend, count);
            await journal.AppendAsync(head, [.. Enumerable.Range(head, end - head).Select(i => (ReadOnlyMemory<byte>)RecordOf(i))], Cancel);
        }
        await using var reader = new LocalLedgerJournal(_folder.Path, options);
        foreach (int from in (int[])[0, 1, 7, count / 2, count - 1, count, 63, 5])
        {
            await CheckAsync(journal, from, count);
            await CheckAsync(reader, from, count);
        }
    }

    [Fact]
    public async Task A_restart_continues_where_it_stopped_and_keeps_the_identity()
    {
        var options = new LocalJournalOptions { SegmentBytes = 500 };
        for (int life = 0; life < 5; life++)
        {
            await using var journal = new LocalLedgerJournal(_folder.Path, options);
            Assert.Equal(life * 3, await journal.AcquireWriterAsync(Cancel));
            for (int i = life * 3; i < life * 3 + 3; i++)
                await journal.AppendAsync(i, [RecordOf(i)], Cancel);
        }
        await using var last = new LocalLedgerJournal(_folder.Path, options);
        await CheckAsync(last, 0, 15);
        Assert.True(JournalFiles.ListSegments(new LocalDevice(_folder.Path)).Count > 1);
    }

    [Fact]
    public async Task A_closed_journal_refuses_and_wakes_who_waits()
    {
        var journal = new LocalLedgerJournal(_folder.Path);
        await journal.AcquireWriterAsync(Cancel);
        Task waiting = journal.WaitForAppendAsync(0, Cancel).AsTask();
        await journal.DisposeAsync();
        await journal.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.AcquireWriterAsync(Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.AppendAsync(0, [RecordOf(0)], Cancel));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await journal.GetHeadAsync(Cancel));
    }

    [Fact]
    public async Task Without_a_head_file_readers_see_what_the_last_segment_holds()
    {
        await using (var journal = new LocalLedgerJournal(_folder.Path))
        {
            await journal.AcquireWriterAsync(Cancel);
            await journal.AppendAsync(0, [RecordOf(0), RecordOf(1)], Cancel);
        }
        File.Delete(Path.Combine(_folder.Path, JournalHeadFile.FileName));
        await using var reader = new LocalLedgerJournal(_folder.Path);
        await CheckAsync(reader, 0, 2);
    }

    private static byte[] RecordOf(int i) => Bytes.Random(i, i % 301);

    private static async Task CheckAsync(LocalLedgerJournal journal, int from, int count)
    {
        int position = from;
        await foreach (JournalRecord record in journal.ReadAsync(from, Cancel))
        {
            Assert.Equal(position, record.Position);
            Assert.True(record.Bytes.Span.SequenceEqual(RecordOf(position)), $"Record {position} differs.");
            position++;
        }
        Assert.Equal(count, position);
    }
}
