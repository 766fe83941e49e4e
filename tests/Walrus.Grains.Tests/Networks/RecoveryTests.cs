using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Buffers;
using Walrus.Client.Reading;
using Walrus.Client.Recovery;
using Walrus.Client.StorageNodes;
using Walrus.Gateway.Development;
using Walrus.Grains.Nodes;
using Walrus.Storage.Slivers;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

/// <summary>Nodes that lose slivers get them back from the others, read little for it, and serve them again.</summary>
public sealed class RecoveryTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wiped_node_heals_by_itself_and_serves_every_sliver_it_owes()
    {
        await using WalrusNetwork network = await StartAsync(seed: 41);
        StoredBlob[] blobs = [.. await NodeWatch.StoreAsync(network, 1, 900, 60_000, 300_000, 300_001)];
        Guid before = network.Nodes[3].Store.StoreId;
        await network.Nodes[3].InjectAsync(new NodeFault(NodeFaultKind.Wipe));
        Assert.NotEqual(before, network.Nodes[3].Store.StoreId);

        foreach (StoredBlob blob in blobs)
            await NodeWatch.EventuallyHoldsAsync(network, 3, blob.BlobId);
        foreach (StoredBlob blob in blobs)
            await NodeWatch.AssertServesAsync(network, 3, blob.BlobId);

        RecoveryTally tally = network.Services(0).GetRequiredService<RecoveryTally>();
        // Three shards and more, of the three blobs that are long enough for symbols to be cheaper.
        Assert.InRange(tally.Slivers, 3 * 2 * 3, 3 * 2 * 4);
        Assert.InRange(tally.BytesRead, 1, (long)(1.2 * tally.TheoryBytes));
        Tell(tally);
    }

    [Fact]
    [Trait("Category", "Campaign")]
    public async Task A_wiped_node_reads_hardly_more_than_theory_for_20_MB_blobs()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 100, Silos = 1, Seed = 45 });
        IReadOnlyList<StoredBlob> blobs = await NodeWatch.StoreAsync(network, 20_000_000, 20_000_001, 1_000_000);
        await network.Nodes[3].InjectAsync(new NodeFault(NodeFaultKind.Wipe));
        foreach (StoredBlob blob in blobs)
            await NodeWatch.EventuallyHoldsAsync(network, 3, blob.BlobId);
        RecoveryTally tally = network.Services(0).GetRequiredService<RecoveryTally>();
        Tell(tally);
        Assert.Equal(2 * 10 * blobs.Count, tally.Slivers);
        Assert.InRange(tally.BytesRead, 1, (long)(1.2 * tally.TheoryBytes));
        foreach (StoredBlob blob in blobs)
            await NodeWatch.AssertServesAsync(network, 3, blob.BlobId);
    }

    [Theory]
    [InlineData(NodeFaultKind.Lie)]
    [InlineData(NodeFaultKind.Slow)]
    public async Task Nodes_that_lie_or_are_slow_do_not_keep_others_from_healing(NodeFaultKind kind)
    {
        await using WalrusNetwork network = await StartAsync(seed: 42);
        StoredBlob[] blobs = [.. await NodeWatch.StoreAsync(network, 150_000, 150_001)];
        foreach (int faulty in (int[])[0, 4, 8])
            await network.Nodes[faulty].InjectAsync(new NodeFault(kind, Rate: 1, Seed: faulty));
        await network.Nodes[5].InjectAsync(new NodeFault(NodeFaultKind.Wipe));

        foreach (StoredBlob blob in blobs)
            await NodeWatch.EventuallyHoldsAsync(network, 5, blob.BlobId);
        foreach (StoredBlob blob in blobs)
            await NodeWatch.AssertServesAsync(network, 5, blob.BlobId);
        PeerObservations observed = network.Services(0).GetRequiredService<PeerObservations>();
        long wrong = new[] { 0, 4, 8 }.Sum(faulty => observed.Count($"node-{faulty}", NodeObservationKind.Wrong));
        Assert.Equal(kind == NodeFaultKind.Lie, wrong > 0);
        Assert.Equal(0, new[] { 1, 2, 3, 6, 7, 9 }.Sum(honest => observed.Count($"node-{honest}", NodeObservationKind.Wrong)));
    }

    [Fact]
    public async Task Rotten_slivers_are_found_when_they_are_read_and_come_back()
    {
        await using WalrusNetwork network = await StartAsync(seed: 43);
        StoredBlob blob = Assert.Single(await NodeWatch.StoreAsync(network, 200_000));
        await network.Nodes[6].InjectAsync(new NodeFault(NodeFaultKind.BitRot, Rate: 1, Seed: 5));
        int refused = 0;
        foreach (SliverKey key in network.Nodes[6].Store.ListSlivers(blob.BlobId))
            refused += await IsRefusedAsync(network, key) ? 1 : 0;
        Assert.True(refused > 0);
        await NodeWatch.EventuallyHoldsAsync(network, 6, blob.BlobId);
        await NodeWatch.AssertServesAsync(network, 6, blob.BlobId);
    }

    /// <summary>Whether a sliver is found to be damaged; its repair begins at once, and may come before the next is read.</summary>
    private static async Task<bool> IsRefusedAsync(WalrusNetwork network, SliverKey key)
    {
        try
        {
            using PooledBytes repaired = await NodeWatch.GetAsync(network, key);
            return false;
        }
        catch (StorageNodeRefusedException refused)
        {
            Assert.Equal(StorageNodeReason.SliverNotFound, refused.Reason);
            return true;
        }
    }

    [Fact]
    public async Task A_node_that_takes_no_writes_serves_reads_and_gets_later_what_it_refused()
    {
        await using WalrusNetwork network = await StartAsync(seed: 44);
        StoredBlob old = Assert.Single(await NodeWatch.StoreAsync(network, 20_000));
        await network.Nodes[2].InjectAsync(new NodeFault(NodeFaultKind.RefuseWrites));
        StoredBlob fresh = Assert.Single(await NodeWatch.StoreAsync(network, 20_001));
        Assert.Equal(Content.Of(20_001, 20_001), await network.Client.ReadAsync(fresh.BlobId));
        await NodeWatch.AssertServesAsync(network, 2, old.BlobId);
        await network.Nodes[2].InjectAsync(new NodeFault(NodeFaultKind.None));
        await NodeWatch.EventuallyHoldsAsync(network, 2, fresh.BlobId);
        await NodeWatch.AssertServesAsync(network, 2, fresh.BlobId);
    }

    private static void Tell(RecoveryTally tally) => TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(
        $"read {tally.BytesRead}, theory {tally.TheoryBytes}: {(double)tally.BytesRead / tally.TheoryBytes:0.000}; per sliver byte {(double)tally.BytesRead / tally.SliverBytes:0.000}"));

    private static Task<WalrusNetwork> StartAsync(ulong seed) => WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 31, Silos = 1, Seed = seed });
}
