using Walrus.Storage.Devices;
using Walrus.Storage.Slivers.Log;

namespace Walrus.Storage.Tests.Slivers;

public sealed class CachedTailTests
{
    private const long Limit = 100;

    private readonly MemoryDevice _device = new();
    private readonly CachedTail _tail = new(Limit);

    [Fact]
    public void The_oldest_bytes_are_let_go_of_and_the_newest_stay()
    {
        LogSegment first = Segment(1), second = Segment(2);
        Assert.Empty(Synced(first, 60));
        Assert.Empty(Synced(first, 60));
        Assert.Empty(Synced(first, 100));
        Assert.Equal([(1u, 0L, 60L)], Synced(second, 30));
        Assert.Equal([(1u, 60L, 40L)], Synced(second, 70));
        Assert.Equal([(2u, 0L, 30L), (2u, 30L, 40L), (2u, 70L, 500L)], Synced(second, 570));
    }

    [Fact]
    public void What_was_there_when_the_log_was_opened_is_not_of_its_writing()
    {
        LogSegment opened = new(_device.Create("opened"), 3, end: 1_000);
        Assert.Empty(Synced(opened, 1_100));
        Assert.Equal([(3u, 1_000L, 100L)], Synced(opened, 1_120));
    }

    [Fact]
    public void A_log_that_was_cut_is_followed_from_its_new_end()
    {
        LogSegment segment = Segment(1);
        Assert.Empty(Synced(segment, 90));
        Assert.Empty(Synced(segment, 40));
        Assert.Equal([(1u, 0L, 90L)], Synced(segment, 60));
    }

    private LogSegment Segment(uint number) => new(_device.Create($"{number}"), number, end: 0);

    private List<(uint Segment, long Offset, long Length)> Synced(LogSegment segment, long end)
    {
        _tail.Add(segment, end);
        List<(uint, long, long)> released = [];
        while (_tail.TryTakeOldest(out CachedStretch old))
            released.Add((old.Segment.Number, old.Offset, old.Length));
        return released;
    }
}
