using System.Diagnostics;
using Walrus.Core.Identifiers;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks.Load;

/// <summary>What one write and one read cost in a whole network, in processor time of all its parts, and how long they take alone.</summary>
public sealed class RequestCostTests
{
    private const int Shards = 31;
    private const int Repeats = 40;
    private const int AtATime = 8;

    [Theory]
    [Trait("Category", "Campaign")]
    [InlineData(64 << 10)]
    [InlineData(1 << 20)]
    public async Task Costs_of_writes_and_reads_are_told(int length)
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = Shards, Silos = 2, Seed = 97 });
        List<BlobId> stored = [];
        await RepeatAsync(10, 1, seed => StoreAsync(network, stored, seed, length));
        await RepeatAsync(20, 1, turn => ReadAsync(network, stored, turn, length));
        Cost alone = await RepeatAsync(Repeats, 1, turn => StoreAsync(network, stored, 1000 + turn, length));
        Tell(length, "write alone", alone);
        Tell(length, "write", await RepeatAsync(2 * Repeats, AtATime, turn => StoreAsync(network, stored, 2000 + turn, length)));
        Tell(length, "read alone", await RepeatAsync(Repeats, 1, turn => ReadAsync(network, stored, turn, length)));
        Tell(length, "read", await RepeatAsync(4 * Repeats, AtATime, turn => ReadAsync(network, stored, turn, length)));
        Assert.Equal(10 + Repeats + 2 * Repeats, stored.Count);
    }

    private static async Task StoreAsync(WalrusNetwork network, List<BlobId> stored, int seed, int length)
    {
        StoredBlob blob = await network.Client.StoreAsync(Content.Of(seed, length), epochs: 5);
        lock (stored)
            stored.Add(blob.BlobId);
    }

    private static async Task ReadAsync(WalrusNetwork network, List<BlobId> stored, int turn, int length)
    {
        byte[] bytes = await network.Client.ReadAsync(stored[turn % stored.Count]);
        Assert.Equal(length, bytes.Length);
    }

    private static async Task<Cost> RepeatAsync(int times, int atATime, Func<int, Task> act)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        ParallelOptions options = new() { MaxDegreeOfParallelism = atATime };
        await Parallel.ForEachAsync(Enumerable.Range(0, times), options, async (turn, _) => await act(turn));
        return new Cost(
            (Environment.CpuUsage.TotalTime - before) / times, Stopwatch.GetElapsedTime(start) / times, (GC.GetTotalAllocatedBytes() - allocated) / times);
    }

    private static void Tell(int length, string what, Cost cost) => TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
        $"{length >> 10} KiB {what}: {cost.Processor.TotalMilliseconds:0.0} ms of processor time, one in {cost.Pace.TotalMilliseconds:0.0} ms, {cost.Allocated / 1e6:0.00} MB allocated"));

    private readonly record struct Cost(TimeSpan Processor, TimeSpan Pace, long Allocated);
}
