using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Walrus.Client.Payments;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Payments;
using Walrus.Ledger;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Payments;

[Collection(PaidCollection.Name)]
public sealed class SettlementTests(PaidFixture fixture)
{
    private const int MiB = PaidNetwork.MiB;

    private WalrusNetwork Network => fixture.Network;

    [Fact]
    public async Task Nodes_are_paid_by_the_bytes_they_served_and_no_FROST_is_lost()
    {
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(3 * MiB / 2);
        await PaidNetwork.SettleAsync(Network);
        ulong position = Network.Ledger.Read(static machine => machine.NextEventPosition);
        Dictionary<ObjectId, ulong> before = Commissions();
        TestReader reader = await TestReader.StartAsync(Network, deposit: 100_000);
        Assert.Equal(bytes, (await reader.ReadAsync(blob, reader.Sign((ulong)bytes.Length))).Bytes);
        UnsettledVoucher owed = Assert.Single(Network.Services(0).GetRequiredService<ReaderAccounts>().Unsettled());
        await PaidNetwork.SettleAsync(Network);

        ReadsPaid paid = Network.Ledger.Read(machine => machine.Events(position, 1000).Select(static item => item.Body).OfType<ReadsPaid>().Last());
        Assert.Equal(2 * PaidNetwork.Price, paid.Total);
        // More than the blob, for slivers come with their headers and the last row with its padding; not twice as much.
        ulong served = owed.Served.Aggregate(0ul, static (sum, part) => sum + part.Bytes);
        Assert.InRange(served, (ulong)bytes.Length, 2 * (ulong)bytes.Length);
        Assert.True(owed.Served.Length >= 4, $"{owed.Served.Length} nodes served");
        Assert.Equal(owed.Served.Select(part => new NodeReward(part.Node, paid.Total * part.Bytes / served)), paid.Nodes);
        Dictionary<ObjectId, ulong> after = Commissions();
        Assert.All(paid.Nodes, reward => Assert.Equal(before[reward.Node] + reward.Amount, after[reward.Node]));
        Assert.Equal(paid.Total, paid.Remainder + paid.Nodes.Aggregate(0ul, static (sum, reward) => sum + reward.Amount));
        Assert.Equal(((ulong)bytes.Length, 98_000ul), (reader.Channel.SettledBytes, reader.Channel.Balance));
        Assert.Empty(Network.Ledger.Read(LedgerInvariants.Check));
        Assert.Equal(0ul, PaidNetwork.UnpaidBytes(Network));
    }

    [Fact]
    public async Task A_blob_larger_than_a_batch_is_settled_before_it_is_delivered()
    {
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(6 * MiB);
        TestReader reader = await TestReader.StartAsync(Network, deposit: 100_000);
        Assert.Equal(bytes, (await reader.ReadAsync(blob, reader.Sign(6 * MiB))).Bytes);
        Assert.Equal(6ul * MiB, reader.Channel.SettledBytes);
    }

    [Fact]
    public async Task Readers_together_owe_one_batch_at_most()
    {
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(3 * MiB / 2);
        TestReader[] readers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => TestReader.StartAsync(Network, deposit: 100_000)));
        ulong most = 0;
        await Task.WhenAll(readers.Select(async reader =>
        {
            for (ulong turn = 1; turn <= 3; turn++)
            {
                Assert.Equal(bytes, (await reader.ReadAsync(blob, reader.Sign(turn * (ulong)bytes.Length))).Bytes);
                InterlockedMax(ref most, PaidNetwork.UnpaidBytes(Network));
            }
        }));
        Assert.InRange(most, 1ul, PaidNetwork.BatchBytes);
        await PaidNetwork.SettleAsync(Network);
        Assert.All(readers, reader => Assert.Equal(3 * (ulong)bytes.Length, reader.Channel.SettledBytes));
    }

    [Fact]
    public async Task Concurrent_reads_of_one_channel_are_each_delivered_once()
    {
        (BlobId blob, _) = await fixture.StoreAsync(20_000);
        TestReader reader = await TestReader.StartAsync(Network, deposit: 100_000);
        // Vouchers may overtake each other: those that come late are refused, and cost nothing.
        (byte[]? Bytes, Walrus.Client.Http.ErrorEnvelope? Refusal)[] answers = await Task.WhenAll(Enumerable.Range(1, 12)
            .Select(turn => reader.ReadAsync(blob, reader.Sign(1000 * (ulong)turn), new RangeHeaderValue(0, 999))));
        int delivered = answers.Count(static answer => answer.Bytes is not null);
        Assert.InRange(delivered, 1, 12);
        Assert.All(answers.Where(static answer => answer.Bytes is null), static answer => Assert.Equal(Reason.EVoucherShrunken, answer.Refusal!.Reason));
        Assert.Equal(1000 * (ulong)delivered, (await reader.TermsAsync()).DeliveredBytes);
    }

    [Fact]
    public async Task Time_settles()
    {
        (BlobId blob, _) = await fixture.StoreAsync(1000);
        TestReader reader = await TestReader.StartAsync(Network, deposit: 100_000);
        await reader.ReadAsync(blob, reader.Sign(1000));
        await Network.Clock.AdvanceAsync(new SettlementOptions().Interval, TestContext.Current.CancellationToken);
        await EventuallyAsync(() => reader.Channel.SettledBytes == 1000);
    }

    [Fact]
    public async Task A_closing_channel_is_settled_and_serves_no_more()
    {
        (BlobId blob, _) = await fixture.StoreAsync(1000);
        TestReader reader = await TestReader.StartAsync(Network, deposit: 100_000);
        await reader.ReadAsync(blob, reader.Sign(1000));
        Epoch from = await reader.Channels.CloseAsync(TestContext.Current.CancellationToken);
        await EventuallyAsync(() => reader.Channel.SettledBytes == 1000);
        PaymentTerms terms = await reader.RefusedAsync(Reason.EChannelClosing, blob, reader.Sign(2000));
        Assert.Equal(from, terms.Channel!.WithdrawableFrom);
        ObjectId old = reader.Channel.Id;
        await Network.Clock.AdvanceEpochsAsync(from.Value - reader.Epoch.Value, TestContext.Current.CancellationToken);
        Assert.Equal(100_000 - PaidNetwork.Price, await reader.Channels.WithdrawAsync(TestContext.Current.CancellationToken));
        Assert.Null(reader.Find());
        await reader.Channels.DepositAsync(50_000, TestContext.Current.CancellationToken);
        await reader.RefusedAsync(Reason.EWrongChannel, blob, reader.Sign(3000, channel: old));
        Assert.NotNull((await reader.ReadAsync(blob, reader.Sign(1000))).Bytes);
    }

    [Fact]
    public async Task A_voucher_that_cannot_be_settled_does_not_keep_the_others()
    {
        await PaidNetwork.SettleAsync(Network);
        (BlobId blob, byte[] bytes) = await fixture.StoreAsync(1000);
        TestReader dear = await TestReader.StartAsync(Network, deposit: PaidNetwork.Price);
        TestReader[] others = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TestReader.StartAsync(Network, deposit: 100_000)));
        ReaderAccounts accounts = Network.Services(0).GetRequiredService<ReaderAccounts>();
        Assert.NotNull((await dear.ReadAsync(blob, dear.Sign(1000))).Bytes);
        UnsettledVoucher lost = accounts.Unsettled().Single(unsettled => unsettled.Account.Reader == dear.Account.Address);
        await PaidNetwork.SettleAsync(Network);
        foreach (TestReader other in others)
            Assert.NotNull((await other.ReadAsync(blob, other.Sign(1000))).Bytes);

        // The one that is settled already is as bad as any other that the ledger refuses.
        ReadSettlement settlement = Network.Services(0).GetRequiredService<ReadSettlement>();
        await settlement.RunAsync([lost, .. accounts.Unsettled()], TestContext.Current.CancellationToken);
        Assert.All(others, static other => Assert.Equal(1000ul, other.Channel.SettledBytes));
        Assert.Equal(0ul, PaidNetwork.UnpaidBytes(Network));
        Assert.Equal(bytes.Length, (int)dear.Channel.SettledBytes);
    }

    private Dictionary<ObjectId, ulong> Commissions() => Network.Ledger.Read(static machine =>
        machine.Nodes().ToDictionary(static node => node.Id, node => machine.FindPool(node.Id)!.Commission));

    private Task EventuallyAsync(Func<bool> holds) => Eventually.HoldsAsync(Network, holds);

    private static void InterlockedMax(ref ulong target, ulong value)
    {
        for (ulong seen = Volatile.Read(ref target); value > seen; seen = Volatile.Read(ref target))
            Interlocked.CompareExchange(ref target, value, seen);
    }
}

internal static class Eventually
{
    /// <summary>Waits until blocks have made it so.</summary>
    public static async Task HoldsAsync(WalrusNetwork network, Func<bool> holds)
    {
        for (Task moved = network.Ledger.NextMove(); !holds(); moved = network.Ledger.NextMove())
            await moved.WaitAsync(TimeSpan.FromSeconds(60));
    }
}
