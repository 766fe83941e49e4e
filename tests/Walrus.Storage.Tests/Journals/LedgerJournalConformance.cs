using Walrus.Storage.Journals;

namespace Walrus.Storage.Tests.Journals;

/// <summary>What every kind of journal does, run for each of them.</summary>
public abstract class LedgerJournalConformance : IAsyncLifetime
{
    protected CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected ILedgerJournal Journal { get; private set; } = null!;

    public virtual ValueTask InitializeAsync()
    {
        Journal = Create();
        return ValueTask.CompletedTask;
    }

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Journal.DisposeAsync();
    }

    protected abstract ILedgerJournal Create();

    [Fact]
    public async Task A_new_journal_is_empty()
    {
        Assert.Equal(0, await Journal.GetHeadAsync(Cancel));
        Assert.Equal(0, await Journal.AcquireWriterAsync(Cancel));
        Assert.Empty(await ReadAsync(0));
    }

    [Fact]
    public async Task Records_come_back_in_order_with_their_positions()
    {
        await Journal.AcquireWriterAsync(Cancel);
        Assert.Equal(2, await Journal.AppendAsync(0, [Bytes.Of("a"), Bytes.Of("bb")], Cancel));
        Assert.Equal(3, await Journal.AppendAsync(2, [Bytes.Of("")], Cancel));
        Assert.Equal([(0, "a"), (1, "bb"), (2, "")], await ReadAsync(0));
        Assert.Equal([(2, "")], await ReadAsync(2));
        Assert.Empty(await ReadAsync(3));
        Assert.Empty(await ReadAsync(1000));
        Assert.Equal(3, await Journal.GetHeadAsync(Cancel));
    }

    [Fact]
    public async Task Appending_before_acquiring_is_refused() =>
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Journal.AppendAsync(0, [Bytes.Of("a")], Cancel));

    [Fact]
    public async Task Appending_nothing_changes_nothing()
    {
        await Journal.AcquireWriterAsync(Cancel);
        Assert.Equal(0, await Journal.AppendAsync(0, [], Cancel));
        Assert.Empty(await ReadAsync(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task Another_expected_position_is_a_conflict_and_writes_nothing(long expected)
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [Bytes.Of("a")], Cancel);
        JournalConflictException conflict = await Assert.ThrowsAsync<JournalConflictException>(
            async () => await Journal.AppendAsync(expected, [Bytes.Of("b")], Cancel));
        Assert.Equal((expected, 1), (conflict.Expected, conflict.Head));
        Assert.Equal([(0, "a")], await ReadAsync(0));
    }

    [Fact]
    public async Task Acquiring_again_confirms_the_head()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [Bytes.Of("a")], Cancel);
        Assert.Equal(1, await Journal.AcquireWriterAsync(Cancel));
        Assert.Equal(2, await Journal.AppendAsync(1, [Bytes.Of("b")], Cancel));
    }

    [Fact]
    public async Task Of_several_writers_one_wins_each_position()
    {
        const int writers = 8, rounds = 25;
        await Journal.AcquireWriterAsync(Cancel);
        int[] wins = await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => RaceAsync(writer, rounds), Cancel)));
        List<(long Position, string Text)> records = await ReadAsync(0);
        Assert.Equal(writers * rounds, wins.Sum());
        Assert.Equal(writers * rounds, records.Count);
        Assert.Equal(Enumerable.Range(0, records.Count).Select(position => (long)position), records.Select(record => record.Position));
        for (int writer = 0; writer < writers; writer++)
        {
            IEnumerable<string> mine = records.Select(record => record.Text).Where(text => text.StartsWith($"{writer}:", StringComparison.Ordinal));
            Assert.Equal(Enumerable.Range(0, rounds).Select(round => $"{writer}:{round}"), mine);
        }
    }

    [Fact]
    public async Task A_record_above_the_limit_is_refused()
    {
        await Journal.AcquireWriterAsync(Cancel);
        await Assert.ThrowsAsync<ArgumentException>(
            async () => await Journal.AppendAsync(0, [new byte[JournalLimits.RecordBytesMax + 1]], Cancel));
        Assert.Equal(0, await Journal.GetHeadAsync(Cancel));
    }

    [Fact]
    public async Task A_negative_position_cannot_be_read() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ReadAsync(-1));

    [Fact]
    public async Task What_the_caller_changes_after_the_append_changes_nothing()
    {
        byte[] record = [1, 2, 3];
        await Journal.AcquireWriterAsync(Cancel);
        await Journal.AppendAsync(0, [record], Cancel);
        record[0] = 9;
        await foreach (JournalRecord read in Journal.ReadAsync(0, Cancel))
            Assert.Equal([1, 2, 3], read.Bytes.ToArray());
    }

    [Fact]
    public async Task Waiting_ends_with_the_append()
    {
        await Journal.AcquireWriterAsync(Cancel);
        Task waiting = Journal.WaitForAppendAsync(1, Cancel).AsTask();
        await Journal.AppendAsync(0, [Bytes.Of("a")], Cancel);
        Assert.False(waiting.IsCompleted);
        await Journal.AppendAsync(1, [Bytes.Of("b")], Cancel);
        await waiting;
        await Journal.WaitForAppendAsync(0, Cancel);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        await Journal.AcquireWriterAsync(Cancel);
        using var cancel = new CancellationTokenSource();
        Task waiting = Journal.WaitForAppendAsync(0, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_reader_that_follows_sees_every_record_once()
    {
        const int appends = 200;
        await Journal.AcquireWriterAsync(Cancel);
        Task<List<string>> follower = Task.Run(() => FollowAsync(Journal, appends * 3), Cancel);
        for (int i = 0; i < appends; i++)
            await Journal.AppendAsync(i * 3, [Bytes.Of($"{i}a"), Bytes.Of($"{i}b"), Bytes.Of($"{i}c")], Cancel);
        IEnumerable<string> expected = Enumerable.Range(0, appends).SelectMany(i => new[] { $"{i}a", $"{i}b", $"{i}c" });
        Assert.Equal(expected, await follower);
    }

    protected async Task<List<string>> FollowAsync(ILedgerJournal journal, int count)
    {
        List<string> texts = [];
        while (texts.Count < count)
        {
            await journal.WaitForAppendAsync(texts.Count, Cancel);
            await foreach (JournalRecord record in journal.ReadAsync(texts.Count, Cancel))
            {
                Assert.Equal(texts.Count, record.Position);
                texts.Add(System.Text.Encoding.UTF8.GetString(record.Bytes.Span));
            }
        }
        return texts;
    }

    protected Task<List<(long Position, string Text)>> ReadAsync(long from) => ReadAsync(Journal, from);

    protected async Task<List<(long Position, string Text)>> ReadAsync(ILedgerJournal journal, long from)
    {
        List<(long, string)> records = [];
        await foreach (JournalRecord record in journal.ReadAsync(from, Cancel))
            records.Add((record.Position, System.Text.Encoding.UTF8.GetString(record.Bytes.Span)));
        return records;
    }

    private async Task<int> RaceAsync(int writer, int rounds)
    {
        int wins = 0;
        while (wins < rounds)
        {
            try
            {
                await Journal.AppendAsync(await Journal.GetHeadAsync(Cancel), [Bytes.Of($"{writer}:{wins}")], Cancel);
                wins++;
            }
            catch (JournalConflictException)
            {
                // Somebody else was faster; the head has moved.
            }
        }
        return wins;
    }
}
