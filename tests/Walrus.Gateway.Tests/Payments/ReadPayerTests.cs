using Walrus.Client.Ledger;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;

namespace Walrus.Gateway.Tests.Payments;

/// <summary>The client that pays, against a gateway that wants it.</summary>
[Collection(PaidCollection.Name)]
public sealed class ReadPayerTests(PaidFixture fixture)
{
    private const int MiB = PaidNetwork.MiB;

    [Fact]
    public async Task A_blob_is_read_in_paid_steps_through_a_channel_that_is_opened_for_it()
    {
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(5 * MiB / 2);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 0);
        using MemoryStream read = new();
        ReadReceipt receipt = await Payer(reader, limit: 10_000).ReadAsync(blob, read, TestContext.Current.CancellationToken);
        Assert.Equal(bytes, read.ToArray());
        Assert.Equal(new ReadReceipt(bytes.Length, Vouchers: 3, Cost: 3 * PaidNetwork.Price, Deposited: 3 * PaidNetwork.Price), receipt);
        await PaidNetwork.SettleAsync(fixture.Network);
        Assert.Equal((ulong)bytes.Length, reader.Channel.SettledBytes);
        Assert.Equal(0ul, reader.Channel.Balance);
    }

    [Fact]
    public async Task A_payer_goes_on_where_another_of_the_same_account_stopped()
    {
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(MiB);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 0);
        ReadPayer first = Payer(reader, limit: 10_000);
        for (int turn = 1; turn <= 3; turn++)
        {
            using MemoryStream read = new();
            ReadReceipt receipt = await (turn == 2 ? first : Payer(reader, limit: 10_000)).ReadAsync(blob, read, TestContext.Current.CancellationToken);
            Assert.Equal(bytes, read.ToArray());
            Assert.Equal(PaidNetwork.Price, receipt.Cost);
        }

        Assert.Equal(3ul * MiB, (await reader.TermsAsync()).DeliveredBytes);
    }

    [Fact]
    public async Task Beyond_the_limit_nothing_is_promised_nor_paid_in()
    {
        (BlobId blob, _) = await fixture.StoreAsync(3 * MiB);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 0);
        ReadTooDearException dear = await Assert.ThrowsAsync<ReadTooDearException>(
            () => Payer(reader, limit: 3 * PaidNetwork.Price - 1).ReadAsync(blob, Stream.Null, TestContext.Current.CancellationToken));
        Assert.Equal((3 * PaidNetwork.Price, 3 * PaidNetwork.Price - 1), (dear.Needed, dear.Limit));
        Assert.Null(reader.Find());
    }

    [Fact]
    public async Task What_the_account_does_not_have_is_not_paid_in()
    {
        (BlobId blob, _) = await fixture.StoreAsync(MiB);
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 0, balance: PaidNetwork.Price - 1);
        TransactionAbortedException poor = await Assert.ThrowsAsync<TransactionAbortedException>(
            () => Payer(reader, limit: 10_000).ReadAsync(blob, Stream.Null, TestContext.Current.CancellationToken));
        Assert.Equal(Reason.EInsufficientBalance, poor.Reason);
    }

    [Fact]
    public async Task An_unknown_blob_costs_nothing()
    {
        TestReader reader = await TestReader.StartAsync(fixture.Network, deposit: 0);
        await Assert.ThrowsAsync<ReadPaymentException>(
            () => Payer(reader, limit: 10_000).ReadAsync(BlobId.Parse(new string('A', 43)), Stream.Null, TestContext.Current.CancellationToken));
        Assert.Null(reader.Find());
    }

    private ReadPayer Payer(TestReader reader, ulong limit) =>
        new(fixture.Network.Gateway, reader.Account, new ReadPaymentOptions { Limit = limit, StepBytes = MiB });
}
