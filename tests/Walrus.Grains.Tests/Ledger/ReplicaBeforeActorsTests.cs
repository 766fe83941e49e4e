using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Core.Messages;
using Walrus.Grains.Ledger;
using Walrus.Grains.Tests.Networks;
using Walrus.Grains.Time;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Tests.Ledger;

public sealed class ReplicaBeforeActorsTests(NetworkFixture fixture) : IClassFixture<NetworkFixture>
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_has_executed_the_ledger_when_others_see_it_as_one_of_them()
    {
        await fixture.Network.Client.StoreAsync(Content.Of(1, 500), epochs: 1);
        long head = await fixture.Network.Journal.GetHeadAsync(Test);
        using LedgerReplica replica = Replica(fixture.Network.Journal);
        await StartSiloAsync(replica);
        Assert.True(replica.Position >= head);
        // The host starts it as well, and that changes nothing.
        await replica.StartAsync(Test);
        await replica.StopAsync(Test);
    }

    [Fact]
    public async Task A_journal_that_is_away_keeps_no_process_from_its_start()
    {
        await using AbsentJournal journal = new();
        using LedgerReplica replica = Replica(journal);
        await StartSiloAsync(replica);
        Assert.False(replica.HasFailed);
        await replica.StopAsync(Test);
    }

    private LedgerReplica Replica(ILedgerJournal journal)
    {
        NetworkClock clock = new(TimeProvider.System, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return new LedgerReplica(journal, new LedgerFounding(fixture.Network.Genesis, new BlsAggregateVerifier()), clock);
    }

    /// <summary>Does what is to be done before a silo is active.</summary>
    private static async Task StartSiloAsync(LedgerReplica replica)
    {
        Stages silo = new();
        new ReplicaBeforeActors(replica, NullLogger<ReplicaBeforeActors>.Instance).Participate(silo);
        (int stage, ILifecycleObserver observer) = Assert.Single(silo.Observers);
        Assert.InRange(stage, ServiceLifecycleStage.RuntimeStorageServices, ServiceLifecycleStage.BecomeActive - 1);
        await observer.OnStart(Test);
    }

    private sealed class Stages : ISiloLifecycle, IDisposable
    {
        public List<(int Stage, ILifecycleObserver Observer)> Observers { get; } = [];

        public int HighestCompletedStage => 0;

        public int LowestStoppedStage => 0;

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            Observers.Add((stage, observer));
            return this;
        }

        public void Dispose()
        {
        }
    }

    private sealed class AbsentJournal : ILedgerJournal
    {
        public ValueTask<long> AcquireWriterAsync(CancellationToken cancellationToken = default) => throw Away();

        public ValueTask ReleaseWriterAsync() => ValueTask.CompletedTask;

        public IAsyncEnumerable<JournalRecord> ReadAsync(long from, CancellationToken cancellationToken = default) => throw Away();

        public ValueTask<long> AppendAsync(long expectedPosition, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default) => throw Away();

        public ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default) => throw Away();

        public ValueTask WaitForAppendAsync(long position, CancellationToken cancellationToken = default) => throw Away();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static IOException Away() => new("The database is away.");
    }
}
