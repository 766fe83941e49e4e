using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Core.Messages;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Snapshots;
using Walrus.Testing;

namespace Walrus.Grains.Tests.Checkpoints;

/// <summary>One run of a process that follows the ledger of a network, with the data folder that its runs share.</summary>
internal sealed class FollowingProcess : IAsyncDisposable
{
    private CheckpointKeeper? _keeper;

    private FollowingProcess(WalrusNetwork network, MemoryLedgerSnapshots snapshots, ICheckpointStore store)
    {
        Store = store;
        Clock = new NetworkClock(TimeProvider.System, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Founding = new LedgerFounding(network.Genesis, new BlsAggregateVerifier());
        Replica = new LedgerReplica(
            network.Journal, Founding, Clock, snapshots, new LedgerSnapshotOptions { StopWait = TimeSpan.FromMinutes(1) }, store, logger: NullLogger<LedgerReplica>.Instance);
        Archive = new LedgerArchive(network.Journal, Replica);
    }

    public ICheckpointStore Store { get; }

    public NetworkClock Clock { get; }

    public LedgerFounding Founding { get; }

    public LedgerReplica Replica { get; }

    public LedgerArchive Archive { get; }

    public CheckpointGuard Guard => new(Store, Replica, Archive);

    public static async Task<FollowingProcess> StartAsync(WalrusNetwork network, MemoryLedgerSnapshots snapshots, ICheckpointStore store)
    {
        FollowingProcess process = new(network, snapshots, store);
        await process.Replica.StartAsync(default);
        await process.Replica.CatchUpAsync();
        return process;
    }

    /// <summary>Begins to keep signatures.</summary>
    public async Task<CheckpointKeeper> KeepAsync(ICheckpointSource source)
    {
        _keeper = new CheckpointKeeper(Replica, Founding, Store, Guard, source, Clock, NullLogger<CheckpointKeeper>.Instance);
        await _keeper.StartAsync(default);
        return _keeper;
    }

    /// <summary>Waits until no change of epoch is open any more.</summary>
    public async Task SettleAsync()
    {
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(50));
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        while (Replica.Headers.OpenTurns().Count > 0)
            await look.WaitForNextTickAsync(limit.Token);
    }

    /// <summary>Stops as a process does: with a last snapshot.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_keeper is not null)
        {
            await _keeper.StopAsync(default);
            _keeper.Dispose();
        }

        await Replica.StopAsync(default);
        Replica.Dispose();
    }
}
