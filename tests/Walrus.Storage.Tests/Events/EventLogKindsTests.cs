using Walrus.Storage.Devices;
using Walrus.Storage.Events;

namespace Walrus.Storage.Tests.Events;

public sealed class MemoryEventLogTests : EventLogConformance
{
    protected override ILedgerEventLog Create() => new MemoryEventLog();

    [Fact]
    public async Task The_oldest_blocks_go_when_there_are_too_many_bytes()
    {
        await using MemoryEventLog log = new(bytesMax: 100);
        await log.GoOnFromAsync(new EventLogStart(0, 0), Cancel);
        for (ulong block = 0; block < 1000; block++)
        {
            await log.AppendAsync(Block(block));
            List<EventRun> kept = await ReadAsync(log.ReadAsync(log.Start.Position, Cancel));
            RequireContent(kept, 3 * block + 3);
            Assert.InRange(kept.Sum(static run => run.Bytes.Length), 1, 100);
            Assert.Equal(log.Start.Position * 2 / 3, log.Start.Height is 0 ? 0 : log.Start.Height + 1);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => log.ReadAsync(0, Cancel));
    }

    [Fact]
    public async Task A_reader_that_is_overtaken_ends()
    {
        await using MemoryEventLog log = new(bytesMax: 100);
        await log.GoOnFromAsync(new EventLogStart(0, 0), Cancel);
        await log.AppendAsync(Block(0));
        await using IAsyncEnumerator<EventRun> reader = log.ReadAsync(0, Cancel).GetAsyncEnumerator(Cancel);
        Assert.True(await reader.MoveNextAsync());
        for (ulong block = 1; block < 100; block++)
            await log.AppendAsync(Block(block));
        Assert.False(await reader.MoveNextAsync());
    }
}

public sealed class LocalEventLogTests : EventLogConformance
{
    private readonly MemoryDevice _device = new();

    protected override ILedgerEventLog Create() => new LocalEventLog(_device, default, segmentBytes: 300);
}

public sealed class LargeSegmentEventLogTests : EventLogConformance
{
    private readonly MemoryDevice _device = new();

    protected override ILedgerEventLog Create() => new LocalEventLog(_device, default);

    [Fact]
    public async Task Reading_from_the_middle_of_a_large_segment_walks_little_of_it()
    {
        await using ILedgerEventLog log = Create();
        await log.GoOnFromAsync(new EventLogStart(0, 0), Cancel);
        for (ulong height = 0; height < 4000; height++)
            await log.AppendAsync([new EventRun(height, 1, height, new byte[1000])]);
        foreach (ulong at in (ulong[])[3999, 1, 2000, 65, 66])
        {
            Assert.Equal(at, (await ReadAsync(log.ReadAsync(at, Cancel)))[0].First);
            Assert.Equal(at, (await ReadAsync(log.ReadFromHeightAsync(at, Cancel)))[0].Height);
        }
    }
}
