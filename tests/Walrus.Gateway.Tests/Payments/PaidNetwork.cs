using Microsoft.Extensions.DependencyInjection;
using Walrus.Core.Identifiers;
using Walrus.Gateway.Payments;
using Walrus.Ledger.Committees;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Payments;

/// <summary>A network whose nodes have voted a price for reading.</summary>
internal static class PaidNetwork
{
    public const ulong Price = 1000;
    public const int MiB = 1 << 20;
    public const ulong BatchBytes = 4 * MiB;

    public static async Task<WalrusNetwork> StartAsync(ulong seed, int silos = 1)
    {
        WalrusNetwork network = await WalrusNetwork.StartAsync(new()
        {
            Nodes = 10, Shards = 100, Seed = seed, Silos = silos, Settlement = new SettlementOptions { BatchBytes = BatchBytes, BatchVouchers = 8 },
        });
        await VoteAsync(network, Price);
        await network.Clock.AdvanceEpochsAsync(1);
        Assert.Equal(Price, network.Ledger.Read(static machine => machine.Prices.Read));
        return network;
    }

    public static Task VoteAsync(WalrusNetwork network, ulong price) =>
        Task.WhenAll(network.Nodes.Select(node => node.VoteAsync(new NodeVotes(100, 2000, price, 1UL << 37))));

    public static Address GatewayOf(WalrusNetwork network) => network.Services(0).GetRequiredService<GatewayOptions>().Account.Address;

    public static Task SettleAsync(WalrusNetwork network) => network.Services(0).GetRequiredService<ReadSettler>().SettleAsync(TestContext.Current.CancellationToken);

    public static ulong UnpaidBytes(WalrusNetwork network) => network.Services(0).GetRequiredService<ReaderAccounts>().Unpaid.Bytes;
}

/// <summary>The network that tests share which leave it as they found it.</summary>
public sealed class PaidFixture : IAsyncLifetime
{
    private static int _blobs;

    public WalrusNetwork Network { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Network = await PaidNetwork.StartAsync(seed: 91);

    public async ValueTask DisposeAsync() => await Network.DisposeAsync();

    /// <summary>A new blob of this length, and its bytes.</summary>
    public async Task<(BlobId Blob, byte[] Bytes)> StoreAsync(int length)
    {
        byte[] bytes = GatewayFixture.Bytes(5000 + Interlocked.Increment(ref _blobs), length);
        return ((await Network.Client.StoreAsync(bytes, epochs: 20)).BlobId, bytes);
    }
}

[CollectionDefinition(Name)]
public sealed class PaidCollection : ICollectionFixture<PaidFixture>
{
    public const string Name = "paid reads";
}
