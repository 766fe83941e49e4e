using System.Text;
using Walrus.Storage.Events;

namespace Walrus.Storage.Tests.Events;

/// <summary>What every kind of event log does.</summary>
public abstract class EventLogConformance
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract ILedgerEventLog Create();

    [Fact]
    public async Task Events_are_read_from_any_position()
    {
        await using ILedgerEventLog log = await FilledAsync(blocks: 40);
        Assert.Equal((new EventLogStart(0, 0), 120UL), (log.Start, log.Next));
        for (ulong position = 0; position < log.Next; position++)
        {
            List<EventRun> runs = await ReadAsync(log.ReadAsync(position, Cancel));
            Assert.InRange(position, runs[0].First, runs[0].End - 1);
            RequireContent(runs, log.Next);
        }

        Assert.Empty(await ReadAsync(log.ReadAsync(log.Next, Cancel)));
        Assert.Empty(await ReadAsync(log.ReadAsync(log.Next + 5, Cancel)));
    }

    [Fact]
    public async Task Events_are_read_from_any_block()
    {
        await using ILedgerEventLog log = await FilledAsync(blocks: 40);
        for (ulong height = 0; height < 79; height++)
        {
            List<EventRun> runs = await ReadAsync(log.ReadFromHeightAsync(height, Cancel));
            Assert.Equal(height + height % 2, runs[0].Height);
            RequireContent(runs, log.Next);
        }

        Assert.Empty(await ReadAsync(log.ReadFromHeightAsync(79, Cancel)));
    }

    [Fact]
    public async Task What_comes_again_is_dropped_first()
    {
        await using ILedgerEventLog log = await FilledAsync(blocks: 10);
        await log.GoOnFromAsync(new EventLogStart(12, 8), Cancel);
        Assert.Equal((0UL, 12UL), (log.Start.Position, log.Next));
        RequireContent(await ReadAsync(log.ReadAsync(0, Cancel)), 12);
        await log.AppendAsync(Block(4));
        RequireContent(await ReadAsync(log.ReadAsync(0, Cancel)), 15);
    }

    [Theory]
    [InlineData(31, 30)]
    [InlineData(8, 30)]
    public async Task A_gap_begins_the_log_anew(ulong position, ulong height)
    {
        await using ILedgerEventLog log = await FilledAsync(blocks: 10);
        EventLogStart start = new(position, height);
        await log.GoOnFromAsync(start, Cancel);
        Assert.Equal((start, position), (log.Start, log.Next));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.ReadAsync(position - 1, Cancel));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.ReadFromHeightAsync(height - 1, Cancel));
        await log.AppendAsync([Run(position, 2, height)]);
        RequireContent(await ReadAsync(log.ReadAsync(position, Cancel)), position + 2);
    }

    [Fact]
    public async Task It_can_begin_before_what_it_has()
    {
        await using ILedgerEventLog log = Create();
        await log.GoOnFromAsync(new EventLogStart(30, 20), Cancel);
        await log.AppendAsync([Run(30, 3, 20)]);
        await log.GoOnFromAsync(new EventLogStart(0, 0), Cancel);
        Assert.Equal((0UL, 0UL), (log.Start.Position, log.Next));
        await log.AppendAsync(Block(0));
        RequireContent(await ReadAsync(log.ReadAsync(0, Cancel)), 3);
    }

    [Fact]
    public async Task Runs_that_do_not_follow_are_refused()
    {
        await using ILedgerEventLog log = await FilledAsync(blocks: 2);
        await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync([Run(7, 1, 4)]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync([Run(6, 1, 2)]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync([Run(6, 0, 4)]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync([new EventRun(6, 1, 4, new byte[EventRun.BytesMax + 1])]));
        await Assert.ThrowsAsync<ArgumentException>(async () => await log.AppendAsync([Run(6, 2, 4), Run(9, 1, 4)]));
        await log.AppendAsync([]);
        RequireContent(await ReadAsync(log.ReadAsync(0, Cancel)), 6);
    }

    [Fact]
    public async Task Reading_goes_on_while_it_grows()
    {
        await using ILedgerEventLog log = await FilledAsync(blocks: 30);
        await using IAsyncEnumerator<EventRun> reader = log.ReadAsync(0, Cancel).GetAsyncEnumerator(Cancel);
        ulong next = 0;
        for (ulong block = 30; await reader.MoveNextAsync(); block++)
        {
            Assert.Equal(next, reader.Current.First);
            next = reader.Current.End;
            if (block < 45)
                await log.AppendAsync(Block(block));
        }

        Assert.InRange(next, 90UL, log.Next);
    }

    /// <summary>Block b of a log: height 2b, three events in two runs, from position 3b on.</summary>
    protected static EventRun[] Block(ulong block) => [Run(3 * block, 1, 2 * block), Run(3 * block + 1, 2, 2 * block)];

    protected static EventRun Run(ulong first, uint count, ulong height) => new(first, count, height, Encoding.ASCII.GetBytes($"{first}+{count}@{height}"));

    protected static async Task<List<EventRun>> ReadAsync(IAsyncEnumerable<EventRun> runs)
    {
        List<EventRun> read = [];
        await foreach (EventRun run in runs)
            read.Add(run);
        return read;
    }

    /// <summary>Requires that runs are as they were written, follow each other, and end at a position.</summary>
    protected static void RequireContent(List<EventRun> runs, ulong end)
    {
        ulong next = runs.Count > 0 ? runs[0].First : end;
        foreach (EventRun run in runs)
        {
            Assert.Equal(next, run.First);
            Assert.Equal($"{run.First}+{run.Count}@{run.Height}", Encoding.ASCII.GetString(run.Bytes.Span));
            next = run.End;
        }

        Assert.Equal(end, next);
    }

    protected async Task<ILedgerEventLog> FilledAsync(ulong blocks)
    {
        ILedgerEventLog log = Create();
        await log.GoOnFromAsync(new EventLogStart(0, 0), Cancel);
        for (ulong block = 0; block < blocks; block++)
            await log.AppendAsync(Block(block));
        await log.FlushAsync();
        return log;
    }
}
