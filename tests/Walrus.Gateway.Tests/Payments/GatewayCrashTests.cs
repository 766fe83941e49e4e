using Walrus.Core.Identifiers;
using Walrus.Ledger;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Payments;

/// <summary>What a gateway was promised outlasts it.</summary>
public sealed class GatewayCrashTests
{
    private const int MiB = PaidNetwork.MiB;

    [Fact]
    public async Task A_gateway_that_is_killed_between_delivery_and_settlement_settles_when_it_is_back()
    {
        await using WalrusNetwork network = await PaidNetwork.StartAsync(seed: 92, silos: 4);
        byte[] bytes = GatewayFixture.Bytes(1, MiB);
        BlobId blob = (await network.Client.StoreAsync(bytes, epochs: 20)).BlobId;
        TestReader reader = await TestReader.StartAsync(network, deposit: 100_000);
        Assert.Equal(bytes, (await reader.ReadAsync(blob, reader.Sign(MiB))).Bytes);
        Assert.Equal(0ul, reader.Channel.SettledBytes);
        await network.KillSiloAsync(0);

        await network.RestartSiloAsync(0);
        await network.Ledger.CatchUpAsync(TestContext.Current.CancellationToken);
        await Eventually.HoldsAsync(network, () => reader.Channel.SettledBytes == MiB);
        Assert.Equal(100_000 - PaidNetwork.Price, reader.Channel.Balance);
        Assert.Empty(network.Ledger.Read(LedgerInvariants.Check));

        // The new process knows what was delivered: nothing is given twice for the same voucher.
        await reader.RefusedAsync(Walrus.Ledger.Errors.Reason.EVoucherReplayed, blob, reader.Sign(MiB));
        Assert.Equal(bytes, (await reader.ReadAsync(blob, reader.Sign(2 * MiB))).Bytes);
    }

    [Fact]
    public async Task A_gateway_that_stops_in_order_settles_first()
    {
        await using WalrusNetwork network = await PaidNetwork.StartAsync(seed: 93, silos: 4);
        byte[] bytes = GatewayFixture.Bytes(2, 1000);
        BlobId blob = (await network.Client.StoreAsync(bytes, epochs: 20)).BlobId;
        TestReader reader = await TestReader.StartAsync(network, deposit: 100_000);
        Assert.Equal(bytes, (await reader.ReadAsync(blob, reader.Sign(1000))).Bytes);
        Address gateway = PaidNetwork.GatewayOf(network);
        await network.Cluster.StopSiloAsync(network.Cluster.Silos[0]);

        Walrus.Grains.Ledger.LedgerReplica elsewhere = (Walrus.Grains.Ledger.LedgerReplica)network.Services(1).GetService(typeof(Walrus.Grains.Ledger.LedgerReplica))!;
        await elsewhere.CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1000ul, elsewhere.Read(machine => machine.FindChannel(reader.Account.Address, gateway))?.SettledBytes);
    }
}
