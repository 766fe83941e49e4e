using Walrus.Core.Bcs;
using Walrus.Core.Messages;
using Walrus.Ledger;
using Walrus.Ledger.Journals;
using Walrus.Storage.Journals;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Networks;

public sealed class SiloLossTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_killed_silo_costs_nothing_that_was_acknowledged(int victim)
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Silos = 4, Seed = (ulong)victim });
        byte[] before = Content.Of(victim, 15_000);
        StoredBlob old = await network.Client.StoreAsync(before, epochs: 5);

        await network.KillSiloAsync(victim);
        Assert.Equal(before, await network.Client.ReadAsync(old.BlobId));
        byte[] during = Content.Of(100 + victim, 15_000);
        StoredBlob fresh = await network.Client.StoreAsync(during, epochs: 5);

        await network.RestartSiloAsync(victim);
        await NodeLossTests.EventuallyHoldsAsync(network, fresh.BlobId, [.. Enumerable.Range(0, 10).Where(index => index % 4 == victim)]);
        Assert.Equal(during, await network.Client.ReadAsync(fresh.BlobId));
        StoredBlob after = await network.Client.StoreAsync(Content.Of(200 + victim, 1_000), epochs: 5);
        Assert.NotNull(after.Object);
        await AssertReplaysAsync(network);
    }

    [Fact]
    public async Task Epochs_pass_and_the_ledger_replays_to_the_same_state()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Silos = 4, Seed = 21 });
        StoredBlob brief = await network.Client.StoreAsync(Content.Of(31, 3_000), epochs: 1);
        StoredBlob lasting = await network.Client.StoreAsync(Content.Of(32, 3_000), epochs: 10);
        await network.Clock.AdvanceEpochsAsync(3, TestContext.Current.CancellationToken);

        Assert.Equal(4u, network.Ledger.Read(static machine => machine.Epoch.Value));
        WalrusRequestException expired = await Assert.ThrowsAsync<WalrusRequestException>(() => network.Client.ReadAsync(brief.BlobId));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, expired.Code);
        Assert.Equal(Content.Of(32, 3_000), await network.Client.ReadAsync(lasting.BlobId));
        await AssertReplaysAsync(network);
    }

    private static async Task AssertReplaysAsync(WalrusNetwork network)
    {
        await network.Ledger.CatchUpAsync(TestContext.Current.CancellationToken);
        (ulong height, string live) = network.Ledger.Read(static machine => (machine.Head.Height, machine.StateHash().ToString()));
        LedgerMachine again = new(network.Genesis, new CertificateVerifier(new BlsAggregateVerifier()));
        await foreach (JournalRecord record in network.Journal.ReadAsync(0, TestContext.Current.CancellationToken))
        {
            if (BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span) is JournalEntry.Appended { Block: var block } && block.Header.Height <= height)
                again.Apply(block);
        }

        Assert.Equal(live, again.StateHash().ToString());
    }
}
