using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Reading;
using Walrus.Client.Recovery;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Development;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Nodes;
using Walrus.Ledger.Committees;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

/// <summary>Shards go to their new owners, whatever their previous owners do (control plane 5).</summary>
public sealed class ShardMovesTests
{
    private const int Newcomer = 10;

    // Somewhat more than two nodes of the genesis have.
    private const ulong Share = 400_000_000_000_000_000;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_joins_with_nothing_gets_everything_by_transfer()
    {
        await using WalrusNetwork network = await StartAsync(seed: 91);
        IReadOnlyList<StoredBlob> blobs = await NodeWatch.StoreAsync(network, 1, 900, 60_000, 300_000);
        Assert.Equal("Standby", (await network.Nodes[Newcomer].ReportAsync()).Status);
        await JoinAsync(network);

        int owed = 2 * network.Nodes[Newcomer].Weight * blobs.Count;
        foreach (StoredBlob blob in blobs)
            await NodeWatch.EventuallyHoldsAsync(network, Newcomer, blob.BlobId);
        RecoveryTally tally = network.Services(0).GetRequiredService<RecoveryTally>();
        Tell(tally);
        Assert.Equal(0, tally.Slivers);
        Assert.InRange(tally.TransferSlivers, owed, owed + 2 * 31 * blobs.Count);
        // A sliver's own bytes, and what names it.
        Assert.InRange(tally.TransferBytesRead, tally.TransferSliverBytes, tally.TransferSliverBytes + 48 * tally.TransferSlivers);
        foreach (StoredBlob blob in blobs)
            await NodeWatch.AssertServesAsync(network, Newcomer, blob.BlobId);
        NodeReport report = await network.Nodes[Newcomer].ReportAsync();
        Assert.Equal(("Active", 0), (report.Status, report.Backlog));
        Assert.All(report.Shards, static shard => Assert.Equal(Contracts.Slivers.ShardStatus.Ready, shard.Status));
    }

    [Fact]
    public async Task Who_lost_a_shard_serves_it_until_the_new_owner_has_it_and_another_epoch_has_begun()
    {
        await using WalrusNetwork network = await StartAsync(seed: 92);
        StoredBlob blob = Assert.Single(await NodeWatch.StoreAsync(network, 40_000));
        await JoinAsync(network);
        ShardIndex[][] locked = [.. (await Task.WhenAll(network.Nodes.Select(static node => node.ReportAsync()))).Select(static report => report.ReadOnly)];
        Assert.NotEmpty(locked.SelectMany(static shards => shards));
        for (int node = 0; node < locked.Length; node++)
            await AssertSaysReadOnlyAsync(network, node, locked[node]);
        for (int node = 0; node < locked.Length; node++)
            Assert.All(locked[node], shard => Assert.True(network.Nodes[node].Store.HoldsPair(blob.BlobId, shard)));

        // The epoch goes on when a quorum has attested; whose shards are wanted may be among the others.
        await NodeWatch.EventuallyAsync(
            () => network.Ledger.Read(static machine => machine.CurrentCommittee.Members.All(member => machine.FindNode(member.Node)?.LastSyncDone >= machine.Epoch)),
            "every member has attested");
        await network.Clock.AdvanceEpochsAsync(1, Test);
        await NodeWatch.EventuallyAsync(
            () => locked.Index().All(node => node.Item.All(shard => !network.Nodes[node.Index].Store.HoldsPair(blob.BlobId, shard))), "old shards are gone");
        Assert.All(await Task.WhenAll(network.Nodes.Select(static node => node.ReportAsync())), static report => Assert.Empty(report.ReadOnly));
    }

    [Fact]
    public async Task Slivers_of_previous_owners_that_lie_are_thrown_away_and_recovered_from_others()
    {
        await using WalrusNetwork network = await StartAsync(seed: 93);
        IReadOnlyList<StoredBlob> blobs = await NodeWatch.StoreAsync(network, 80_000, 80_001, 80_002);
        foreach (int liar in (int[])[1, 4, 8])
            await network.Nodes[liar].InjectAsync(new NodeFault(NodeFaultKind.Lie, Rate: 1, Seed: liar));
        await JoinAsync(network);
        foreach (StoredBlob blob in blobs)
        {
            await NodeWatch.EventuallyHoldsAsync(network, Newcomer, blob.BlobId);
            await NodeWatch.AssertServesAsync(network, Newcomer, blob.BlobId);
        }

        RecoveryTally tally = network.Services(0).GetRequiredService<RecoveryTally>();
        Tell(tally);
        PeerObservations observed = network.Services(0).GetRequiredService<PeerObservations>();
        int[] sources = [.. NodeWatch.SourcesOf(network, Newcomer)];
        Assert.True(tally.TransferSlivers > 0 && tally.Slivers > 0);
        Assert.All(sources.Intersect([1, 4, 8]), liar => Assert.True(observed.Count($"node-{liar}", NodeObservationKind.Wrong) > 0));
        Assert.NotEmpty(sources.Intersect([1, 4, 8]));
        Assert.All(Enumerable.Range(0, 10).Except([1, 4, 8]), honest => Assert.Equal(0, observed.Count($"node-{honest}", NodeObservationKind.Wrong)));
    }

    [Fact]
    public async Task Shards_of_previous_owners_that_are_away_are_recovered_from_others()
    {
        await using WalrusNetwork network = await StartAsync(seed: 94);
        IReadOnlyList<StoredBlob> blobs = await NodeWatch.StoreAsync(network, 80_000, 20);
        foreach (int away in (int[])[1, 4, 8])
            await network.Nodes[away].StopAsync();
        await JoinAsync(network);
        foreach (StoredBlob blob in blobs)
            await NodeWatch.EventuallyHoldsAsync(network, Newcomer, blob.BlobId);
        Tell(network.Services(0).GetRequiredService<RecoveryTally>());
        foreach (StoredBlob blob in blobs)
            await NodeWatch.AssertServesAsync(network, Newcomer, blob.BlobId);
    }

    [Fact]
    public async Task A_node_that_was_away_for_epochs_repairs_blob_by_blob()
    {
        await using WalrusNetwork network = await StartAsync(seed: 95);
        await network.Nodes[2].StopAsync();
        IReadOnlyList<StoredBlob> blobs = await NodeWatch.StoreAsync(network, 30_000, 30_001);
        await network.Clock.AdvanceEpochsAsync(2, Test);
        await network.Nodes[2].StartAsync();
        foreach (StoredBlob blob in blobs)
            await NodeWatch.EventuallyHoldsAsync(network, 2, blob.BlobId);
        Assert.Equal(0, network.Services(0).GetRequiredService<RecoveryTally>().TransferSlivers);
        await NodeWatch.EventuallyAsync(async () => (await network.Nodes[2].ReportAsync()) is { Status: "Active", Backlog: 0, Epoch.Value: 3 }, "it is active");
    }

    private static async Task AssertSaysReadOnlyAsync(WalrusNetwork network, int index, ShardIndex[] locked)
    {
        NodeHealth health = await NodeWatch.Client(network, index).GetHealthAsync(detailed: true, Test);
        Assert.Equal(("Active", locked.Length), (health.NodeStatus, health.ShardSummary.ReadOnly));
        Assert.Equal(locked.Select(static shard => new ShardHealth(shard, ShardHealthStatus.ReadOnly)), health.ShardDetail!.Other);
    }

    private static Task<WalrusNetwork> StartAsync(ulong seed) =>
        WalrusNetwork.StartAsync(new() { Nodes = 10, Newcomers = 1, Shards = 31, Silos = 1, Seed = seed });

    /// <summary>The newcomer registers and is staked with; afterwards it is in the committee and a quorum has its shards.</summary>
    private static async Task JoinAsync(WalrusNetwork network)
    {
        await network.Nodes[Newcomer].RegisterAsync(new NodeVotes(100, 2000, 0, 1UL << 36));
        await network.Holder.StakeAsync(network.Nodes[Newcomer], Share);
        await network.Clock.AdvanceEpochsAsync(1, Test);
        Assert.True(network.Nodes[Newcomer].Weight >= 5);
    }

    private static void Tell(RecoveryTally tally) => TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
        $"transferred {tally.TransferSlivers} slivers, {tally.TransferBytesRead} bytes read for {tally.TransferSliverBytes}: {(double)tally.TransferBytesRead / Math.Max(1, tally.TransferSliverBytes):0.000}; recovered {tally.Slivers} slivers, {tally.BytesRead} bytes read, theory {tally.TheoryBytes}: {(double)tally.BytesRead / Math.Max(1, tally.TheoryBytes):0.000}"));
}
