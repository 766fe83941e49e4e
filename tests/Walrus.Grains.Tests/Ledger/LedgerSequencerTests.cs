using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Client.Founding;
using Walrus.Core.Messages;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Networks;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Tests.Ledger;

public sealed class LedgerSequencerTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Of_two_writers_on_one_journal_the_later_is_fenced_off()
    {
        await using MemoryLedgerJournal journal = new();
        await using LedgerSequencer first = await StartAsync(journal, seed: 1);
        await using LedgerSequencer second = await StartAsync(journal, seed: 1);
        await first.AdvanceClockAsync(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAsync<JournalConflictException>(() => second.AdvanceClockAsync(TimeSpan.FromSeconds(1)));
        await Assert.ThrowsAsync<JournalConflictException>(() => second.Completion);
        long head = await first.AdvanceClockAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(head, await journal.GetHeadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_successor_goes_on_where_the_journal_ends()
    {
        await using MemoryLedgerJournal journal = new();
        long head;
        await using (LedgerSequencer first = await StartAsync(journal, seed: 2))
            head = await first.AdvanceClockAsync(TimeSpan.FromHours(5));
        await using LedgerSequencer second = await StartAsync(journal, seed: 2);
        Assert.Equal(head, second.Head);
        Assert.True(await second.AdvanceClockAsync(TimeSpan.FromSeconds(1)) > head);
    }

    [Fact]
    public async Task A_journal_of_another_network_is_refused()
    {
        await using MemoryLedgerJournal journal = new();
        await using LedgerSequencer first = await StartAsync(journal, seed: 3);
        await Assert.ThrowsAsync<WrongNetworkException>(() => StartAsync(journal, seed: 4));
    }

    [Fact]
    public async Task One_that_cannot_start_gives_the_lock_to_whoever_can()
    {
        await using MemoryLedgerJournal memory = new();
        await using UnreadableJournal journal = new(memory);
        await Assert.ThrowsAsync<IOException>(() => StartAsync(journal, seed: 5));
        Assert.False(journal.IsLocked);
    }

    private static Task<LedgerSequencer> StartAsync(ILedgerJournal journal, ulong seed)
    {
        LedgerFounding founding = new(Found(seed), new BlsAggregateVerifier());
        NetworkClock clock = new(TimeProvider.System, Begin);
        return LedgerSequencer.StartAsync(
            journal, founding, new LedgerReplica(journal, founding, clock), clock, new LedgerSequencerOptions(), NullLogger.Instance, TestContext.Current.CancellationToken);
    }

    private static Genesis Found(ulong seed) => NetworkFounder.Found(
        new NetworkPlan
        {
            Shards = 10,
            Epoch = TimeSpan.FromHours(1),
            NodeUrls = [.. Enumerable.Range(0, 4).Select(static index => new Uri($"http://node-{index}.test"))],
            Capacity = 1L << 40,
            Development = true,
        },
        new KeyRing(folder: null, seed));

    private sealed class UnreadableJournal(ILedgerJournal inner) : ILedgerJournal
    {
        public bool IsLocked { get; private set; }

        public ValueTask<long> AcquireWriterAsync(CancellationToken cancellationToken = default)
        {
            IsLocked = true;
            return inner.AcquireWriterAsync(cancellationToken);
        }

        public ValueTask ReleaseWriterAsync()
        {
            IsLocked = false;
            return inner.ReleaseWriterAsync();
        }

        public IAsyncEnumerable<JournalRecord> ReadAsync(long from, CancellationToken cancellationToken = default) => throw new IOException("The disk is away.");

        public ValueTask<long> AppendAsync(long expectedPosition, IReadOnlyList<ReadOnlyMemory<byte>> records, CancellationToken cancellationToken = default) =>
            inner.AppendAsync(expectedPosition, records, cancellationToken);

        public ValueTask<long> GetHeadAsync(CancellationToken cancellationToken = default) => inner.GetHeadAsync(cancellationToken);

        public ValueTask WaitForAppendAsync(long position, CancellationToken cancellationToken = default) => inner.WaitForAppendAsync(position, cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
