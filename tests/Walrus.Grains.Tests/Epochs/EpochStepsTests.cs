using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Epochs;
using Walrus.Grains.Ledger;
using Walrus.Grains.Tests.Networks;
using Walrus.Ledger;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Events;
using Walrus.Core.Messages;
using Walrus.Storage.Journals;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Epochs;

/// <summary>The steps of an epoch happen once each, whoever drives them and whatever is lost on the way.</summary>
public sealed class EpochStepsTests
{
    private static readonly TimeSpan Half = TimeSpan.FromMinutes(30);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_silo_lost_at_any_step_of_an_epoch_loses_no_step(int victim)
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Silos = 4, Seed = (ulong)(60 + victim) });
        StoredBlob stored = await network.Client.StoreAsync(Content.Of(victim, 9_000), epochs: 20);

        // Lost in the open epoch: the voting ends without it.
        await network.KillSiloAsync(victim);
        await network.Clock.AdvanceAsync(Half + TimeSpan.FromSeconds(1));
        Assert.Equal(EpochPhaseKind.NextSelected, Phase(network));
        await network.RestartSiloAsync(victim);

        // Lost between selection and change.
        await network.KillSiloAsync(victim);
        await network.Clock.AdvanceEpochsAsync(1);
        await network.RestartSiloAsync(victim);

        // Lost while the change is under way.
        Task change = network.Clock.AdvanceEpochsAsync(1);
        await network.KillSiloAsync(victim);
        await change;
        await network.RestartSiloAsync(victim);

        await network.Clock.AdvanceEpochsAsync(2);
        Assert.Equal(new Epoch(5), network.Clock.Read().Epoch);
        Assert.Equal(Content.Of(victim, 9_000), await network.Client.ReadAsync(stored.BlobId));
        await AssertOneOfEachStepAsync(network, 5);
    }

    [Fact]
    public async Task Drivers_that_race_take_each_step_once()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Seed = 64 });
        for (uint epoch = 1; epoch <= 3; epoch++)
        {
            Task moved = network.Clock.AdvanceEpochsAsync(1);
            while (!moved.IsCompleted)
            {
                await Task.WhenAll(
                    network.Cluster.Client.GetGrain<IEpochGrain>(epoch).WakeAsync(),
                    TryAsync(network, new VotingEnd()),
                    TryAsync(network, new VotingEnd()),
                    TryAsync(network, new InitiateEpochChange()));
            }

            await moved;
        }

        await AssertOneOfEachStepAsync(network, 4);
    }

    [Fact]
    public async Task An_epoch_that_is_over_or_to_come_does_nothing()
    {
        await using WalrusNetwork network = await WalrusNetwork.StartAsync(new() { Nodes = 10, Shards = 10, Seed = 65 });
        await network.Clock.AdvanceEpochsAsync(1);
        Assert.Equal(EpochStage.Over, (await network.Cluster.Client.GetGrain<IEpochGrain>(1).WakeAsync()).Stage);
        Assert.Equal(EpochStage.Open, (await network.Cluster.Client.GetGrain<IEpochGrain>(2).WakeAsync()).Stage);
        Assert.Equal(EpochStage.Future, (await network.Cluster.Client.GetGrain<IEpochGrain>(3).WakeAsync()).Stage);
        Assert.Equal(new Epoch(2), network.Clock.Read().Epoch);
    }

    private static EpochPhaseKind Phase(WalrusNetwork network) => network.Ledger.Read(static machine => machine.EpochStatus.Phase.Kind);

    /// <summary>A step of somebody else, which the ledger takes when it is due and refuses otherwise.</summary>
    private static async Task TryAsync(WalrusNetwork network, Command step)
    {
        try
        {
            await network.Holder.SubmitAsync(step);
        }
        catch (LedgerRefusedException refused)
        {
            Assert.Contains(refused.Reason, (string[])["EWrongEpochState", "ENextCommitteeIsEmpty"]);
        }
    }

    private static async Task AssertOneOfEachStepAsync(WalrusNetwork network, uint epoch)
    {
        List<EventBody> events = [];
        LedgerMachine machine = new(network.Genesis, new CertificateVerifier());
        await foreach (JournalRecord record in network.Journal.ReadAsync(0))
        {
            if (BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span) is JournalEntry.Appended { Block: { Header.Height: > 0 } block })
                events.AddRange(machine.Apply(block).SelectMany(static effects => effects.Events).Select(static item => item.Body));
        }

        Assert.Equal(Numbers(2, epoch), events.OfType<EpochParametersSelected>().Select(static selected => selected.NextEpoch.Value));
        Assert.Equal(Numbers(2, epoch), events.OfType<EpochChangeStart>().Select(static start => start.Epoch.Value));
        Assert.Equal(Numbers(1, epoch), events.OfType<EpochChangeDone>().Select(static done => done.Epoch.Value));
        Assert.All(events.OfType<ShardsReceived>().GroupBy(static item => (item.Epoch, item.Shards[0])), static received => Assert.Single(received));
    }

    private static IEnumerable<uint> Numbers(uint first, uint last) => Enumerable.Range((int)first, (int)(last - first + 1)).Select(static number => (uint)number);
}
