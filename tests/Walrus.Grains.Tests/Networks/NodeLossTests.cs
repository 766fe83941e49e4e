using System.Net;
using Walrus.Core.Identifiers;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

public sealed class NodeLossTests
{
    [Fact]
    public async Task Up_to_a_third_of_the_nodes_may_be_away()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Silos = 2, Seed = 11 });
        byte[] before = Content.Of(1, 20_000);
        StoredBlob old = await network.Client.StoreAsync(before, epochs: 5);
        foreach (int index in (int[])[1, 4, 8])
            await network.Nodes[index].StopAsync();

        Assert.Equal(before, await network.Client.ReadAsync(old.BlobId));
        byte[] during = Content.Of(2, 30_000);
        StoredBlob fresh = await network.Client.StoreAsync(during, epochs: 5);
        Assert.Equal(during, await network.Client.ReadAsync(fresh.BlobId));

        foreach (int index in (int[])[1, 4, 8])
            await network.Nodes[index].StartAsync();
        await EventuallyHoldsAsync(network, fresh.BlobId, [1, 4, 8]);
        foreach (int index in (int[])[0, 2, 3])
            await network.Nodes[index].StopAsync();
        Assert.Equal(during, await network.Client.ReadAsync(fresh.BlobId));
    }

    [Fact]
    public async Task Beyond_a_third_writes_fail_whole_and_old_blobs_still_read()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Silos = 1, Seed = 12 });
        byte[] before = Content.Of(3, 20_000);
        StoredBlob old = await network.Client.StoreAsync(before, epochs: 5);
        for (int index = 0; index < 6; index++)
            await network.Nodes[index].StopAsync();

        Assert.Equal(before, await network.Client.ReadAsync(old.BlobId));
        byte[] during = Content.Of(4, 9_000);
        WalrusRequestException refused = await Assert.ThrowsAsync<WalrusRequestException>(() => network.Client.StoreAsync(during));
        Assert.Equal(HttpStatusCode.GatewayTimeout, refused.Code);
        Assert.Contains("INSUFFICIENT_CONFIRMATIONS", refused.Body, StringComparison.Ordinal);
        Assert.Equal(1, network.Ledger.Read(static machine => machine.CertifiedBlobs(null, 10).Count));

        await network.Nodes[6].StopAsync();
        WalrusRequestException gone = await Assert.ThrowsAsync<WalrusRequestException>(() => network.Client.ReadAsync(old.BlobId));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.Code);
        Assert.Contains("BLOB_UNAVAILABLE", gone.Body, StringComparison.Ordinal);

        foreach (WalrusTestNode node in network.Nodes)
            await node.StartAsync();
        Assert.Equal(before, await network.Client.ReadAsync(old.BlobId));
        StoredBlob now = await network.Client.StoreAsync(during);
        Assert.Equal(during, await network.Client.ReadAsync(now.BlobId));
    }

    internal static Task EventuallyHoldsAsync(WalrusNetwork network, BlobId blob, int[] nodes) => NodeWatch.EventuallyAsync(
        () => nodes.All(index => network.Nodes[index].Store.ListSlivers(blob).Count == 2), "the nodes rebuilt what they missed",
        () => string.Join(' ', nodes.Select(index => NodeWatch.Describe(network.Nodes[index], blob))));
}
