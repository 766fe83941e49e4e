using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Client.Founding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Storage.Devices;
using Walrus.Storage.Journals;
using Walrus.Storage.Snapshots;

namespace Walrus.Grains.Tests.Ledger;

/// <summary>A start loads the newest snapshot that holds, and executes what follows it, however long the history is.</summary>
public sealed class LedgerSnapshotTests : IAsyncDisposable
{
    private const int History = 200;
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LedgerFounding Founding = new(
        NetworkFounder.Found(
            new NetworkPlan
            {
                Shards = 10,
                Epoch = TimeSpan.FromDays(10),
                NodeUrls = [.. Enumerable.Range(0, 4).Select(static index => new Uri($"http://node-{index}.test"))],
                Capacity = 1L << 40,
                Development = true,
            },
            new KeyRing(folder: null, seed: 11)),
        new BlsAggregateVerifier());

    private readonly MemoryLedgerJournal _journal = new();
    private readonly MemoryDevice _disk = new();
    private readonly Warnings _warnings = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    [Fact]
    public async Task A_start_executes_only_what_follows_the_last_snapshot()
    {
        (Bytes32 hash, TimeSpan offset) = await RunAsync(History, new LedgerSnapshotOptions());
        NetworkClock clock = new(TimeProvider.System, Begin);
        using LedgerReplica replica = Replica(clock, new LedgerSnapshotOptions());
        await replica.StartAsync(Cancel);
        await replica.CatchUpAsync(Cancel);
        Assert.Equal(0, replica.Executed);
        Assert.Equal(hash, replica.Read(static machine => machine.StateHash()));
        Assert.Equal(offset, clock.Offset);
        await replica.StopAsync(Cancel);
        Assert.Empty(_warnings.Lines);
    }

    [Fact]
    public async Task Snapshots_are_made_while_blocks_go_on()
    {
        LedgerSnapshotOptions often = new() { Blocks = 20, StopWait = TimeSpan.FromMinutes(1) };
        await RunAsync(History, often, stopNeatly: false);
        Assert.NotEmpty(await Store().ListAsync(Cancel));
        using LedgerReplica replica = Replica(new NetworkClock(TimeProvider.System, Begin), often);
        await replica.StartAsync(Cancel);
        await replica.CatchUpAsync(Cancel);
        Assert.InRange(replica.Executed, 0, await _journal.GetHeadAsync(Cancel) - 1);
        await RequireAsJournalAsync(replica);
        await replica.StopAsync(Cancel);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Damaged_ones_are_passed_over_with_one_warning_each(int damaged)
    {
        await RunAsync(10, new LedgerSnapshotOptions());
        await RunAsync(10, new LedgerSnapshotOptions());
        string[] files = [.. _disk.List().Where(static name => name.StartsWith("snapshot-", StringComparison.Ordinal))];
        Assert.Equal(2, files.Length);
        foreach (string newest in files.Reverse().Take(damaged))
        {
            byte[] bytes = _disk.Read(newest);
            bytes[bytes.Length / 2] ^= 1;
            _disk.Replace(newest, bytes);
        }

        using LedgerReplica replica = Replica(new NetworkClock(TimeProvider.System, Begin), new LedgerSnapshotOptions());
        await replica.StartAsync(Cancel);
        await replica.CatchUpAsync(Cancel);
        Assert.Equal(damaged, _warnings.Lines.Count);
        Assert.All(_warnings.Lines, static line => Assert.Contains("is damaged", line, StringComparison.Ordinal));
        // Two entries each: the clock's move and the block.
        Assert.Equal(damaged == 1 ? 20 : await _journal.GetHeadAsync(Cancel), replica.Executed);
        await RequireAsJournalAsync(replica);
        await replica.StopAsync(Cancel);
    }

    [Fact]
    public async Task One_of_another_history_is_passed_over()
    {
        await RunAsync(10, new LedgerSnapshotOptions());
        MemoryLedgerJournal other = new();
        NetworkClock clock = new(TimeProvider.System, Begin);
        LedgerReplica first = new(other, Founding, clock);
        await using (LedgerSequencer sequencer = await LedgerSequencer.StartAsync(other, Founding, first, clock, new LedgerSequencerOptions(), NullLogger.Instance, Cancel))
        {
            for (int i = 0; i < 12; i++)
                await sequencer.AdvanceClockAsync(TimeSpan.FromSeconds(7));
        }

        using LedgerReplica replica = new(other, Founding, new NetworkClock(TimeProvider.System, Begin), Store(), logger: _warnings);
        await replica.StartAsync(Cancel);
        await replica.CatchUpAsync(Cancel);
        Assert.Contains("another entry", Assert.Single(_warnings.Lines), StringComparison.Ordinal);
        Assert.Equal(first.Read(static machine => machine.StateHash()), replica.Read(static machine => machine.StateHash()));
        await replica.StopAsync(Cancel);
    }

    [Fact]
    public async Task An_orderer_goes_on_from_a_snapshot()
    {
        await RunAsync(5, new LedgerSnapshotOptions());
        long before = await _journal.GetHeadAsync(Cancel);
        await RunAsync(5, new LedgerSnapshotOptions());
        Assert.Equal(before + 10, await _journal.GetHeadAsync(Cancel));
        using LedgerReplica whole = new(_journal, Founding, new NetworkClock(TimeProvider.System, Begin));
        await whole.StartAsync(Cancel);
        await RequireAsJournalAsync(whole);
        await whole.StopAsync(Cancel);
    }

    private LocalLedgerSnapshots Store() => new(_disk);

    private LedgerReplica Replica(NetworkClock clock, LedgerSnapshotOptions options) => new(_journal, Founding, clock, Store(), options, logger: _warnings);

    /// <summary>Runs an orderer for some blocks, and stops it as a process that ends does.</summary>
    private async Task<(Bytes32 Hash, TimeSpan Offset)> RunAsync(int blocks, LedgerSnapshotOptions options, bool stopNeatly = true)
    {
        NetworkClock clock = new(TimeProvider.System, Begin);
        using LedgerReplica replica = Replica(clock, options);
        await replica.StartAsync(Cancel);
        await using (LedgerSequencer sequencer = await LedgerSequencer.StartAsync(_journal, Founding, replica, clock, new LedgerSequencerOptions(), NullLogger.Instance, Cancel))
        {
            for (int i = 0; i < blocks; i++)
                await sequencer.AdvanceClockAsync(TimeSpan.FromSeconds(1));
        }

        Bytes32 hash = replica.Read(static machine => machine.StateHash());
        if (stopNeatly)
            await replica.StopAsync(Cancel);
        else
            await WaitForSnapshotAsync();
        return (hash, clock.Offset);
    }

    /// <summary>Snapshots are written beside the blocks.</summary>
    private async Task WaitForSnapshotAsync()
    {
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(10));
        while ((await Store().ListAsync(Cancel)).Count == 0)
            await look.WaitForNextTickAsync(Cancel);
    }

    private async Task RequireAsJournalAsync(LedgerReplica replica)
    {
        using LedgerReplica whole = new(_journal, Founding, new NetworkClock(TimeProvider.System, Begin));
        await whole.StartAsync(Cancel);
        await whole.CatchUpAsync(Cancel);
        await replica.CatchUpAsync(Cancel);
        Assert.Equal(whole.Read(static machine => machine.StateHash()), replica.Read(static machine => machine.StateHash()));
        await whole.StopAsync(Cancel);
    }

    private sealed class Warnings : ILogger<LedgerReplica>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning)
                Lines.Add(formatter(state, exception));
        }
    }
}
