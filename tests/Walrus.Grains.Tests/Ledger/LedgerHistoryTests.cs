using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Client.Founding;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Transactions;
using Walrus.Storage.Devices;
using Walrus.Storage.Events;
using Walrus.Storage.Journals;
using Walrus.Storage.Snapshots;

namespace Walrus.Grains.Tests.Ledger;

/// <summary>Events of any age can be read, also after starts from snapshots, crashes and failures of the log's device.</summary>
public sealed class LedgerHistoryTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly KeyRing Keys = new(folder: null, seed: 12);
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
            Keys),
        new BlsAggregateVerifier());

    private readonly MemoryLedgerJournal _journal = new();
    private readonly MemoryDevice _snapshots = new();
    private readonly MemoryDevice _events = new();
    private bool _diskFull;
    private ulong _nonce;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    [Fact]
    public async Task Events_that_memory_has_forgotten_come_from_the_log()
    {
        await using Process process = await StartAsync();
        await BurnAsync(process, 1500);
        Assert.True(process.Replica.Read(static machine => machine.FirstRetainedEvent) > 0);
        Assert.Equal(0UL, process.History.First);
        List<LedgerEvent> all = await ReadAllAsync(process, from: 0);
        RequireWhole(process, all, from: 0);
        Assert.Equal(Enumerable.Range(1, 1500).Select(static amount => (ulong)amount), all.Select(static item => item.Body).OfType<WalBurned>().Select(static burned => burned.Amount));
        foreach (ulong height in (ulong[])[0, 1, 700, 1500])
            Assert.Equal(all.Where(item => item.Height == height), await process.History.OfBlockAsync(height, Cancel));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_start_goes_on_where_the_snapshot_ends(bool stopNeatly)
    {
        LedgerSnapshotOptions often = new() { Blocks = 7, StopWait = TimeSpan.FromMinutes(1) };
        for (int run = 0; run < 4; run++)
        {
            Process process = await StartAsync(often);
            await BurnAsync(process, 10);
            List<LedgerEvent> all = await ReadAllAsync(process, from: 0);
            RequireWhole(process, all, from: 0);
            if (stopNeatly)
                await process.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_torn_tail_of_the_log_is_made_again()
    {
        Process process = await StartAsync();
        await BurnAsync(process, 10);
        string segment = Assert.Single(_events.List());
        _events.Replace(segment, _events.Read(segment).AsSpan()[..^5]);
        await using Process after = await StartAsync();
        await BurnAsync(after, 1);
        RequireWhole(after, await ReadAllAsync(after, from: 0), from: 0);
    }

    [Fact]
    public async Task Who_starts_from_a_snapshot_without_a_log_names_the_first_it_keeps()
    {
        await using (Process process = await StartAsync())
            await BurnAsync(process, 10);
        foreach (string file in _events.List())
            _events.Delete(file);
        await using Process after = await StartAsync();
        ulong first = after.Replica.Read(static machine => machine.NextEventPosition);
        ulong height = after.Replica.Read(static machine => machine.Head.Height);
        await BurnAsync(after, 1500);
        Assert.Equal(first, after.History.First);
        Assert.Equal(first, (await Assert.ThrowsAsync<EventsNotKeptException>(() => after.History.ReadAsync(first - 1, 10, Cancel))).First);
        Assert.Null(await after.History.OfBlockAsync(height, Cancel));
        Assert.NotNull(await after.History.OfBlockAsync(height + 1, Cancel));
        RequireWhole(after, await ReadAllAsync(after, first), first);
    }

    [Fact]
    public async Task A_log_that_fails_does_not_hold_up_the_ledger()
    {
        await using (Process process = await StartAsync())
        {
            await BurnAsync(process, 5);
            _diskFull = true;
            await BurnAsync(process, 1500);
            ulong remembered = process.Replica.Read(static machine => machine.FirstRetainedEvent);
            Assert.Equal(remembered, process.History.First);
            Assert.Equal(remembered, (await Assert.ThrowsAsync<EventsNotKeptException>(() => process.History.ReadAsync(remembered - 1, 10, Cancel))).First);
            Assert.Null(await process.History.OfBlockAsync(100, Cancel));
            RequireWhole(process, await ReadAllAsync(process, remembered), remembered);
        }

        _diskFull = false;
        await using Process after = await StartAsync();
        ulong first = after.History.First;
        await BurnAsync(after, 5);
        RequireWhole(after, await ReadAllAsync(after, first), first);
    }

    [Fact]
    public async Task Damage_is_an_error_and_no_wrong_event()
    {
        await using Process process = await StartAsync();
        await BurnAsync(process, 1500);
        string segment = _events.List()[0];
        byte[] bytes = _events.Read(segment);
        bytes[1000] ^= 1;
        _events.Replace(segment, bytes);
        await Assert.ThrowsAsync<EventsUnreadableException>(() => ReadAllAsync(process, from: 0));
        await Assert.ThrowsAsync<EventsUnreadableException>(() => process.History.OfBlockAsync(12, Cancel));
    }

    private async Task<Process> StartAsync(LedgerSnapshotOptions? options = null)
    {
        FaultyDevice device = new(_events, operation => _diskFull && operation.Kind == DeviceOperationKind.Write ? new DeviceFault(DeviceFaultKind.NoSpace) : default);
        LocalEventLog log = new(device, NetworkId.Of(Founding.Genesis).Bytes);
        NetworkClock clock = new(TimeProvider.System, Begin);
        LedgerReplica replica = new(_journal, Founding, clock, new LocalLedgerSnapshots(_snapshots), options, events: log);
        await replica.StartAsync(Cancel);
        LedgerSequencer sequencer = await LedgerSequencer.StartAsync(_journal, Founding, replica, clock, new LedgerSequencerOptions(), NullLogger.Instance, Cancel);
        return new Process(replica, sequencer, log);
    }

    /// <summary>Blocks of one event each.</summary>
    private async Task BurnAsync(Process process, int blocks)
    {
        Ed25519Account account = Keys.Account(NetworkFounder.DevelopmentAccount);
        NetworkId network = NetworkId.Of(Founding.Genesis);
        for (int i = 0; i < blocks; i++)
        {
            Transaction transaction = new(network, account.Address, _nonce, new Epoch(1), [new BurnWal(++_nonce)]);
            Assert.Null((await process.Sequencer.SubmitAsync(account.Sign(transaction).ToBytes())).Refusal);
        }
    }

    private static async Task<List<LedgerEvent>> ReadAllAsync(Process process, ulong from)
    {
        List<LedgerEvent> all = [];
        while (await process.History.ReadAsync(from, 100, Cancel) is { Count: > 0 } page)
        {
            all.AddRange(page);
            from = page[^1].Position + 1;
        }

        return all;
    }

    private static void RequireWhole(Process process, List<LedgerEvent> events, ulong from)
    {
        ulong next = process.Replica.Read(static machine => machine.NextEventPosition);
        Assert.Equal(next - from, (ulong)events.Count);
        Assert.All(events.Index(), item => Assert.Equal(from + (ulong)item.Index, item.Item.Position));
    }

    private sealed record Process(LedgerReplica Replica, LedgerSequencer Sequencer, LocalEventLog Log) : IAsyncDisposable
    {
        public LedgerHistory History { get; } = new(Replica, Log);

        public async ValueTask DisposeAsync()
        {
            await Sequencer.DisposeAsync();
            await Replica.StopAsync(Cancel);
            Replica.Dispose();
            await Log.DisposeAsync();
        }
    }
}
