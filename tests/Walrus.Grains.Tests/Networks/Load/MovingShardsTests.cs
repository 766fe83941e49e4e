using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Committees;
using Walrus.Client.Recovery;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks.Load;

/// <summary>Shards change owners in every epoch while blobs are written and read, and no read of a certified blob fails.</summary>
public sealed class MovingShardsTests
{
    private const int Nodes = 10;
    private const int Shards = 31;

    private static readonly TimeSpan LongestChange = TimeSpan.FromMinutes(3);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public Task Three_epochs_of_moving_shards_cost_no_read() =>
        RunAsync(epochs: 3, TimeSpan.FromSeconds(2), new LoadPlan { WritesPerSecond = 3, ReadsPerSecond = 15, Writers = 2, Readers = 4, Seed = 81 });

    [Fact]
    [Trait("Category", "Campaign")]
    public Task Ten_epochs_of_moving_shards_under_full_load_cost_no_read() =>
        RunAsync(epochs: 10, TimeSpan.FromSeconds(15), new LoadPlan { WritesPerSecond = 20, ReadsPerSecond = 100, Seed = 82 });

    private static async Task RunAsync(int epochs, TimeSpan each, LoadPlan plan)
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = Nodes, Shards = Shards, Silos = 2, Seed = (ulong)plan.Seed });
        WanderingStake stake = new(network, Nodes);
        MixedLoad load = new(network, plan, TimeProvider.System);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Test);
        Task running = load.RunAsync(stop.Token);
        int moved = 0;
        List<TimeSpan> changes = [];
        try
        {
            for (int epoch = 0; epoch < epochs; epoch++)
            {
                await stake.MoveAsync();
                using PeriodicTimer timer = new(each);
                await timer.WaitForNextTickAsync(Test);
                changes.Add(await ChangeEpochAsync(network));
                moved += Moved(network);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await running;
        }

        Tell(network, load, $"{epochs} epochs, {moved} shards moved, changes of {string.Join(' ', changes.Select(static change => $"{change.TotalSeconds:0.0}"))} s");
        Assert.Empty(load.FailedReads);
        // An upload that an epoch's end overtakes may be refused, and is told: what was acknowledged is what must be read.
        Assert.InRange(moved, Shards / 4 * epochs, Shards * epochs);
        Assert.True(load.Reads > 0 && load.Writes > 0);
    }

    /// <summary>To the next epoch, until a quorum has its new shards. The clock's own patience is for networks that are not loaded.</summary>
    private static async Task<TimeSpan> ChangeEpochAsync(WalrusNetwork network)
    {
        long start = TimeProvider.System.GetTimestamp();
        for (uint epochs = 1; ; epochs = 0)
        {
            try
            {
                await network.Clock.AdvanceEpochsAsync(epochs, Test);
                return TimeProvider.System.GetElapsedTime(start);
            }
            catch (TimeoutException) when (TimeProvider.System.GetElapsedTime(start) < LongestChange)
            {
                await Tell(network);
            }
        }
    }

    /// <summary>What a change that takes long waits for.</summary>
    private static async Task Tell(WalrusNetwork network)
    {
        NodeReport[] reports = await Task.WhenAll(network.Nodes.Select(static node => node.ReportAsync()));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("; ", reports.Select(static report =>
            $"{report.Status}, backlog {report.Backlog}, {report.Shards.Count(static shard => shard.Status == ShardStatus.InTransfer)} of {report.Shards.Length} shards in transfer")));
    }

    private static int Moved(WalrusNetwork network)
    {
        CommitteeSnapshot now = network.Services(0).GetRequiredService<CommitteeDirectory>().Current;
        return Enumerable.Range(0, Shards).Count(shard => now.HolderOf(new ShardIndex(shard)).NodeId != now.Previous?.HolderOf(new ShardIndex(shard)).NodeId);
    }

    private static void Tell(WalrusNetwork network, MixedLoad load, string what)
    {
        RecoveryTally[] tallies = [.. Enumerable.Range(0, 2).Select(silo => network.Services(silo).GetRequiredService<RecoveryTally>())];
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}; {load.Describe()}");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"transferred {tallies.Sum(tally => tally.TransferSlivers)} slivers, {tallies.Sum(tally => tally.TransferSliverBytes)} bytes (read {tallies.Sum(tally => tally.TransferBytesRead)}); recovered {tallies.Sum(tally => tally.Slivers)} slivers, {tallies.Sum(tally => tally.SliverBytes)} bytes (read {tallies.Sum(tally => tally.BytesRead)})");
        foreach (string failure in load.FailedReads.Concat(load.FailedWrites).Take(10))
            TestContext.Current.TestOutputHelper?.WriteLine(failure);
    }
}
