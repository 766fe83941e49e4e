using Walrus.Gateway.Development;
using Walrus.Hosting.Nodes;
using Walrus.Storage.Slivers;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

/// <summary>What rots on a disk is found and rebuilt though nobody reads it.</summary>
public sealed class ScrubTests
{
    private const int Node = 3;

    [Fact]
    public async Task Rotten_slivers_that_nobody_reads_come_back()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new()
        {
            Seed = 51,
            Scrub = new ScrubPlan(BytesPerSecond: 64 << 20) { Pause = TimeSpan.FromMilliseconds(100) },
        });
        StoredBlob blob = await network.Client.StoreAsync(Content.Of(51, 100_000), epochs: 3);
        ISliverStore store = network.Nodes[Node].Store;
        IReadOnlyList<SliverKey> held = store.ListSlivers(blob.BlobId);
        Assert.NotEmpty(held);
        await network.Nodes[Node].InjectAsync(new NodeFault(NodeFaultKind.BitRot, Rate: 1, Seed: 3));
        await NodeWatch.EventuallyAsync(
            () => store.GetStatistics().DamagedRecords >= held.Count && held.SequenceEqual(store.ListSlivers(blob.BlobId)), "all that was damaged is healed",
            () => NodeWatch.Describe(network.Nodes[Node], blob.BlobId));
        foreach (SliverKey key in held)
        {
            using var bytes = await store.ReadSliverAsync(key, TestContext.Current.CancellationToken);
            Assert.NotNull(bytes);
        }
    }
}
