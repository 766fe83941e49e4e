using Walrus.Grains.Contracts.Nodes;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

public sealed class StoreAndReadTests(NetworkFixture fixture) : IClassFixture<NetworkFixture>
{
    private readonly WalrusNetwork _network = fixture.Network;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(300_000)]
    public async Task What_is_stored_reads_back(int length)
    {
        byte[] bytes = Content.Of(length, length);
        StoredBlob stored = await _network.Client.StoreAsync(bytes, epochs: 2);
        Assert.Equal(bytes, await _network.Client.ReadAsync(stored.BlobId));
    }

    [Fact]
    public async Task A_permanent_copy_is_stored_once()
    {
        byte[] bytes = Content.Of(101, 5_000);
        StoredBlob first = await _network.Client.StoreAsync(bytes, epochs: 5, permanent: true);
        StoredBlob second = await _network.Client.StoreAsync(bytes, epochs: 3, permanent: true);
        Assert.NotNull(first.Object);
        Assert.Null(second.Object);
        Assert.Equal(first.BlobId, second.BlobId);
        Assert.Equal(first.EndEpoch, second.EndEpoch);
    }

    [Fact]
    public async Task A_deletable_copy_is_another_object_each_time()
    {
        byte[] bytes = Content.Of(102, 5_000);
        StoredBlob first = await _network.Client.StoreAsync(bytes);
        StoredBlob second = await _network.Client.StoreAsync(bytes);
        Assert.Equal(first.BlobId, second.BlobId);
        Assert.NotEqual(first.Object, second.Object);
    }

    [Fact]
    public async Task Many_at_once_all_read_back()
    {
        byte[][] contents = [.. Enumerable.Range(0, 8).Select(i => Content.Of(200 + i, 2_000 + 777 * i))];
        StoredBlob[] stored = await Task.WhenAll(contents.Select(bytes => _network.Client.StoreAsync(bytes)));
        for (int i = 0; i < contents.Length; i++)
            Assert.Equal(contents[i], await _network.Client.ReadAsync(stored[i].BlobId));
    }

    [Fact]
    public async Task Every_node_holds_its_pairs_of_a_stored_blob()
    {
        StoredBlob stored = await _network.Client.StoreAsync(Content.Of(103, 40_000));
        foreach (WalrusTestNode node in _network.Nodes)
        {
            NodeReport report = await node.ReportAsync();
            Assert.Single(report.Shards);
            Assert.Equal(2, node.Store.ListSlivers(stored.BlobId).Count);
        }
    }
}
