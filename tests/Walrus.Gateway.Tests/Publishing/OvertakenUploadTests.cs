using Walrus.Core.Parameters;
using Walrus.Gateway.Publishing;
using Walrus.Ledger.Committees;
using Walrus.Testing;

namespace Walrus.Gateway.Tests.Publishing;

/// <summary>Uploads that an epoch's end overtakes are certified in the next epoch, by its committee, and paid for once.</summary>
public sealed class OvertakenUploadTests
{
    private const int Newcomer = 10;
    private const int Length = 50_000;

    // Somewhat more than two nodes of the genesis have.
    private const ulong Share = 400_000_000_000_000_000;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>Where the upload is when the epoch ends.</summary>
    internal enum Moment
    {
        /// <summary>The blob is registered, and no node has anything of it.</summary>
        Registered,

        /// <summary>Some nodes have confirmed, too few for a quorum.</summary>
        SomeConfirmed,

        /// <summary>A quorum has confirmed, and the certificate is on its way to the ledger.</summary>
        Certificate,
    }

    [Theory]
    [InlineData((int)Moment.Registered)]
    [InlineData((int)Moment.SomeConfirmed)]
    [InlineData((int)Moment.Certificate)]
    public async Task An_upload_is_certified_by_the_committee_after(int moment)
    {
        await using WalrusNetwork network = await StartAsync(seed: 210 + (ulong)moment);
        TestPublisher publisher = PublisherWithChangeAt(network, (Moment)moment, static network => network.Clock.AdvanceEpochsAsync(1, Test));
        await AssertStoredOnceAsync(network, publisher, certifiedIn: 2);
        Assert.True(network.Nodes[Newcomer].Weight >= 5);
    }

    [Fact]
    public async Task Epochs_that_end_one_after_the_other_are_all_followed()
    {
        await using WalrusNetwork network = await StartAsync(seed: 214);
        int changes = 0;
        TestPublisher publisher = new(network, async request =>
        {
            if (IsConfirmation(request) && Interlocked.Increment(ref changes) is 3 or 12)
                await network.Clock.AdvanceEpochsAsync(1, Test);
            return null;
        });
        await AssertStoredOnceAsync(network, publisher, certifiedIn: 3);
    }

    [Fact]
    public async Task A_lifetime_that_ends_meanwhile_is_told_and_not_waited_for()
    {
        await using WalrusNetwork network = await StartAsync(seed: 215);
        TestPublisher publisher = PublisherWithChangeAt(network, Moment.SomeConfirmed, static network => network.Clock.AdvanceEpochsAsync(1, Test));
        LifetimeOverException over = await Assert.ThrowsAsync<LifetimeOverException>(() => publisher.StoreAsync(GatewayFixture.Bytes(21, Length), epochs: 1));
        Assert.Contains("epoch 2", over.Message, StringComparison.Ordinal);
        Assert.Equal(1, publisher.Blob!.Registrations);
    }

    /// <summary>A network whose next committee is another: the newcomer is in it, and others have fewer shards.</summary>
    private static async Task<WalrusNetwork> StartAsync(ulong seed)
    {
        WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Newcomers = 1, Shards = 31, Silos = 2, Seed = seed });
        await network.Nodes[Newcomer].RegisterAsync(new NodeVotes(100, 2000, 0, 1UL << 36));
        await network.Holder.StakeAsync(network.Nodes[Newcomer], Share);
        return network;
    }

    private static TestPublisher PublisherWithChangeAt(WalrusNetwork network, Moment moment, Func<WalrusNetwork, Task> change)
    {
        int confirmations = 0, requests = 0;
        return new TestPublisher(network, async request =>
        {
            bool isNow = moment switch
            {
                Moment.Registered => Interlocked.Increment(ref requests) == 1,
                Moment.SomeConfirmed => IsConfirmation(request) && Interlocked.Increment(ref confirmations) == 4,
                _ => false,
            };
            if (isNow)
                await change(network);
            return null;
        })
        {
            BeforeCertificate = moment == Moment.Certificate ? () => change(network) : null,
        };
    }

    private static bool IsConfirmation(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.Contains("/confirmation/", StringComparison.Ordinal);

    private static async Task AssertStoredOnceAsync(WalrusNetwork network, TestPublisher publisher, uint certifiedIn)
    {
        byte[] bytes = GatewayFixture.Bytes((int)certifiedIn, Length);
        ulong before = publisher.Balance;
        StoreOutcome.NewlyCreated created = Assert.IsType<StoreOutcome.NewlyCreated>(await publisher.StoreAsync(bytes));
        Assert.Equal((1U, certifiedIn), (created.Blob.Registered.Value, created.Blob.Certified?.Value));
        Assert.Equal(1, publisher.Blob!.Registrations);
        ulong price = (ulong)RedStuffParameters.StorageUnits(new RedStuffParameters(31).EncodedLength(Length)) * (5 * 100 + 2000);
        Assert.Equal((price, price), (created.Cost, before - publisher.Balance));
        Assert.Equal(bytes, await network.Client.ReadAsync(created.Blob.Blob));
    }
}
