using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Payments;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Payments;

/// <summary>A gateway's books by themselves, on the shared network's ledger.</summary>
[Collection(PaidCollection.Name)]
public sealed class AdmissionTests(PaidFixture fixture)
{
    private const int MiB = PaidNetwork.MiB;

    private WalrusNetwork Network => fixture.Network;

    [Fact]
    public async Task What_cannot_be_kept_is_not_let_in()
    {
        FailingStore store = new() { IsFull = true };
        using ReaderAccounts accounts = Accounts(store);
        using ReadSettler settler = Settler(accounts);
        ReadPayments payments = Payments(accounts, settler);
        TestReader reader = await TestReader.StartAsync(Network, deposit: 100_000);
        await Assert.ThrowsAsync<IOException>(async () => await payments.AdmitAsync(Request(reader.Sign(MiB)), MiB, TestContext.Current.CancellationToken));
        Assert.Equal(0ul, accounts.Unpaid.Bytes);
        store.IsFull = false;
        using (await payments.AdmitAsync(Request(reader.Sign(2 * MiB)), MiB, TestContext.Current.CancellationToken))
            Assert.Equal((ulong)MiB, accounts.Unpaid.Bytes);
        Assert.Equal(0ul, accounts.Unpaid.Bytes);
    }

    [Fact]
    public async Task Everything_delivered_is_kept_before_and_a_successor_settles_it()
    {
        MemoryVoucherStore store = new();
        TestReader[] readers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TestReader.StartAsync(Network, deposit: 100_000)));
        using ReaderAccounts lost = Accounts(store);
        using ReadSettler never = Settler(lost);
        ReadPayments payments = Payments(lost, never);
        foreach (TestReader reader in readers)
            _ = await payments.AdmitAsync(Request(reader.Sign(MiB)), MiB, TestContext.Current.CancellationToken);
        Assert.Equal(3ul * MiB, lost.Unpaid.Bytes);

        // The process is gone with all that it knew.
        using ReaderAccounts found = Accounts(store);
        await found.LoadAsync(TestContext.Current.CancellationToken);
        await found.AdoptAsync();
        Assert.Equal(3ul * MiB, found.Unpaid.Bytes);
        using ReadSettler settler = Settler(found);
        await settler.SettleAsync(TestContext.Current.CancellationToken);
        Assert.All(readers, static reader => Assert.Equal((ulong)MiB, reader.Channel.SettledBytes));
        Assert.Equal(0ul, found.Unpaid.Bytes);
    }

    [Fact]
    public async Task A_reader_whose_channel_is_gone_is_forgotten()
    {
        MemoryVoucherStore store = new();
        TestReader reader = await TestReader.StartAsync(Network, deposit: 100_000);
        using ReaderAccounts accounts = Accounts(store);
        using ReadSettler settler = Settler(accounts);
        using (await Payments(accounts, settler).AdmitAsync(Request(reader.Sign(1000)), 1000, TestContext.Current.CancellationToken))
            Assert.Single(await store.LoadAsync(TestContext.Current.CancellationToken));
        await accounts.SweepAsync();
        Assert.Single(await store.LoadAsync(TestContext.Current.CancellationToken));
        Epoch from = await reader.Channels.CloseAsync(TestContext.Current.CancellationToken);
        await Network.Clock.AdvanceEpochsAsync(from.Value - reader.Epoch.Value, TestContext.Current.CancellationToken);
        await reader.Channels.WithdrawAsync(TestContext.Current.CancellationToken);
        await accounts.SweepAsync();
        Assert.Empty(await store.LoadAsync(TestContext.Current.CancellationToken));
        Assert.Null(accounts.Find(reader.Account.Address));
    }

    private ReaderAccounts Accounts(IVoucherStore store) =>
        new(Network.Ledger, PaidNetwork.GatewayOf(Network), store, new SettlementOptions { BatchBytes = 8 * MiB });

    private ReadSettler Settler(ReaderAccounts accounts)
    {
        AccountSubmitter submitter = Network.Services(0).GetRequiredService<AccountSubmitters>().For(Network.Services(0).GetRequiredService<GatewayOptions>().Account);
        return new ReadSettler(
            Network.Ledger, accounts, new ReadSettlement(Network.Ledger, accounts, submitter, NullLogger<ReadSettlement>.Instance), new SettlementOptions(),
            Network.Services(0).GetRequiredService<NetworkClock>(), NullLogger<ReadSettler>.Instance);
    }

    private ReadPayments Payments(ReaderAccounts accounts, ReadSettler settler) =>
        new(Network.Ledger, accounts, settler, PaidNetwork.GatewayOf(Network), Network.Services(0).GetRequiredService<NetworkClock>());

    private static HttpRequest Request(string voucher)
    {
        DefaultHttpContext http = new();
        http.Request.Headers[VoucherHeader.Name] = voucher;
        return http.Request;
    }

    private sealed class FailingStore : IVoucherStore
    {
        private readonly MemoryVoucherStore _inner = new();

        public bool IsFull { get; set; }

        public ValueTask<IReadOnlyList<StoredVoucher>> LoadAsync(CancellationToken cancellation) => _inner.LoadAsync(cancellation);

        public ValueTask SaveAsync(StoredVoucher voucher) => IsFull ? throw new IOException("no space left") : _inner.SaveAsync(voucher);

        public ValueTask DeleteAsync(Address reader) => _inner.DeleteAsync(reader);
    }
}
