using System.Net;
using Walrus.Client.Writing;
using Walrus.Gateway.Publishing;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.Tests.Publishing;

/// <summary>What the gateway has paid for and not used serves the next store that asks for it (HTTP interfaces 5.1, reuse_resources).</summary>
[Collection(GatewayCollection.Name)]
public sealed class ReusedResourcesTests(GatewayFixture fixture)
{
    // No other test stores a blob of this size: the reservations of this one fit none of theirs.
    private const int Size = 77_777;

    [Fact]
    public async Task A_blob_whose_upload_failed_is_not_registered_and_paid_for_again()
    {
        byte[] bytes = GatewayFixture.Bytes(51, Size);
        TestPublisher failing = new(fixture.Network, static request => Task.FromResult<HttpResponseMessage?>(
            request.Method == HttpMethod.Put ? new HttpResponseMessage(HttpStatusCode.BadRequest) : null));
        await Assert.ThrowsAsync<InsufficientConfirmationsException>(() => failing.StoreAsync(bytes));
        TestPublisher publisher = new(fixture.Network);
        ulong balance = publisher.Balance;
        Gateway.Publishing.StoreOutcome.NewlyCreated longer = Created(await publisher.StoreAsync(bytes, epochs: 6, reuse: true));
        Assert.IsType<ResourceOperation.FromScratch>(longer.Operation);
        Assert.Equal(balance - longer.Cost, publisher.Balance);
        Gateway.Publishing.StoreOutcome.NewlyCreated reused = Created(await publisher.StoreAsync(bytes, epochs: 5, reuse: true));
        Assert.IsType<ResourceOperation.ReuseRegistration>(reused.Operation);
        Assert.Equal(0ul, reused.Cost);
        Assert.Equal(balance - longer.Cost, publisher.Balance);
    }

    [Fact]
    public async Task Space_of_the_right_size_and_end_is_taken_again_once()
    {
        TestPublisher publisher = new(fixture.Network);
        BlobObjectView first = Created(await publisher.StoreAsync(GatewayFixture.Bytes(52, Size), epochs: 4)).Blob;
        TransactionEffects deleted = await publisher.SubmitAsync(new DeleteBlob(first.Id));
        publisher = new(fixture.Network);
        Assert.IsType<ResourceOperation.FromScratch>(Created(await publisher.StoreAsync(GatewayFixture.Bytes(53, Size), epochs: 3, reuse: true)).Operation);
        publisher = new(fixture.Network);
        Gateway.Publishing.StoreOutcome.NewlyCreated second = Created(await publisher.StoreAsync(GatewayFixture.Bytes(54, Size), epochs: 4, reuse: true));
        Assert.IsType<ResourceOperation.ReuseStorage>(second.Operation);
        Assert.Equal(Assert.Single(deleted.Created), second.Blob.Storage.Id);
        publisher = new(fixture.Network);
        Assert.IsType<ResourceOperation.FromScratch>(Created(await publisher.StoreAsync(GatewayFixture.Bytes(55, Size), epochs: 4, reuse: true)).Operation);
    }

    private static Gateway.Publishing.StoreOutcome.NewlyCreated Created(Gateway.Publishing.StoreOutcome outcome) =>
        Assert.IsType<Gateway.Publishing.StoreOutcome.NewlyCreated>(outcome);
}
