using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Walrus.Core.Identifiers;
using Walrus.Servers;
using Walrus.Storage.Slivers;
using Walrus.Storage.Tests;
using Walrus.Storage.Tests.Slivers;

namespace Walrus.Storage.Servers.Tests.Slivers;

public sealed class AzureSliverStoreTests(AzuriteServer server) : SliverStoreConformance
{
    private BlobContainerClient _container = null!;

    protected override async ValueTask<ISliverStore> CreateAsync()
    {
        _container = await server.GetContainerAsync();
        return await OpenAsync();
    }

    [Fact]
    public async Task Opened_again_it_holds_the_same()
    {
        await PutBlobAsync(1);
        await PutBlobAsync(2);
        await Store.DeleteSliverAsync(Bytes.Key(1), Cancel);
        await Store.SetEndAsync(Bytes.Blob(1), new Epoch(7), Cancel);
        await Store.SetEndAsync(Bytes.Blob(1), new Epoch(5), Cancel);
        AzureSliverStore again = await OpenAsync();
        Assert.Equal(Store.StoreId, again.StoreId);
        Assert.Equal(Store.ListSlivers(Bytes.Blob(1)), again.ListSlivers(Bytes.Blob(1)));
        Assert.Equal(Store.GetStatistics(), again.GetStatistics());
        Assert.Equal(new Epoch(5), again.FindEnd(Bytes.Blob(1)));
        Assert.Equal(TextOf(Bytes.Key(2, 1)).ToArray(), await Bytes.TakeAsync(again.ReadSliverAsync(Bytes.Key(2, 1), Cancel)));
        Assert.Equal(1, await again.DeleteExpiredAsync(new Epoch(5), Cancel));
        Assert.Equal([Bytes.Blob(2)], (await OpenAsync()).ListBlobs(null, 10));
    }

    [Fact]
    public async Task Two_that_are_opened_at_once_have_one_identity_and_neither_overwrites_the_other()
    {
        AzureSliverStore second = await OpenAsync();
        Assert.Equal(Store.StoreId, second.StoreId);
        Assert.True(await Store.PutSliverAsync(Bytes.Key(1), Bytes.Of("first"), Cancel));
        Assert.False(await second.PutSliverAsync(Bytes.Key(1), Bytes.Of("the second one's"), Cancel));
        Assert.Equal("first"u8.ToArray(), await Bytes.TakeAsync(second.ReadSliverAsync(Bytes.Key(1), Cancel)));
    }

    [Fact]
    public async Task What_somebody_removed_or_cut_is_damaged_and_can_be_put_again()
    {
        foreach (byte number in (byte[])[1, 2, 3])
            await Store.PutSliverAsync(Bytes.Key(number), Bytes.Random(number, 100), Cancel);
        List<string> names = [];
        await foreach (BlobItem item in _container.GetBlobsAsync(cancellationToken: Cancel))
            names.Add(item.Name);
        string[] entries = [.. names.Where(name => name.Contains("/entry/", StringComparison.Ordinal))];
        await _container.DeleteBlobAsync(entries[0], cancellationToken: Cancel);
        await _container.GetBlobClient(entries[1]).UploadAsync(BinaryData.FromString("short"), overwrite: true, Cancel);
        BinaryData other = (await _container.GetBlobClient(entries[2]).DownloadContentAsync(Cancel)).Value.Content;
        await _container.GetBlobClient(entries[1]).UploadAsync(other, overwrite: true, Cancel);
        foreach (byte number in (byte[])[1, 2])
        {
            await Assert.ThrowsAsync<SliverCorruptedException>(async () => await Store.ReadSliverAsync(Bytes.Key(number), Cancel));
            Assert.False(Store.ContainsSliver(Bytes.Key(number)));
        }
        Assert.Equal(2, Store.GetStatistics().DamagedRecords);
        Assert.True(await Store.PutSliverAsync(Bytes.Key(1), Bytes.Random(1, 100), Cancel));
        Assert.Equal(Bytes.Random(1, 100), await Bytes.TakeAsync(Store.ReadSliverAsync(Bytes.Key(1), Cancel)));
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_told_from_damage()
    {
        await Store.PutSliverAsync(Bytes.Key(1), Bytes.Of("held"), Cancel);
        await _container.DeleteAsync(cancellationToken: Cancel);
        await Assert.ThrowsAsync<StoreUnwritableException>(async () => await Store.PutSliverAsync(Bytes.Key(2), Bytes.Of("no"), Cancel));
        Assert.NotNull(Store.GetStatistics().Unwritable);
        var nobody = new BlobContainerClient(
            "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:1/a;", "c",
            new BlobClientOptions { Retry = { MaxRetries = 1, Delay = TimeSpan.FromMilliseconds(1) } });
        StoreUnreachableException error = await Assert.ThrowsAsync<StoreUnreachableException>(
            async () => await AzureSliverStore.OpenAsync(nobody, "n/", cancellationToken: Cancel));
        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
    }

    private ValueTask<AzureSliverStore> OpenAsync() => AzureSliverStore.OpenAsync(_container, "node-1/", cancellationToken: Cancel);
}
