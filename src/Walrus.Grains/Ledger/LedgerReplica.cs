using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Events;
using Walrus.Storage.Journals;
using Walrus.Storage.Snapshots;

namespace Walrus.Grains.Ledger;

/// <summary>
/// This process's copy of the ledger: it follows the journal, executes every block again, and answers all reads
/// (rulings 15). Where the orderer runs in this process, its blocks are made on this copy, and taken up once they are durable
/// (<see cref="LedgerLead"/>). Queries run under a lock, so they are short and copy what they return.
/// </summary>
public sealed partial class LedgerReplica : BackgroundService
{
    private static readonly TimeSpan PauseWhenUnreachable = TimeSpan.FromSeconds(1);

    private readonly ILedgerJournal _journal;
    private readonly TimeProvider _time;
    private readonly LedgerReplay? _replay;
    private readonly ILogger<LedgerReplica> _logger;
    private readonly LedgerFollower _follower;
    private readonly SnapshotLoader? _loader;
    private readonly SnapshotKeeper? _keeper;
    private readonly EventKeeper? _events;
    private readonly LedgerSnapshotOptions _options = new();
    private readonly Lock _state = new();
    private readonly Lock _waiters = new();

    // Whoever moves the machine on holds the turn: the loop that follows the journal, or the orderer.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly CancellationTokenSource _ending = new();
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Exception? _failure;
    private Task? _started;

    /// <summary>A replica that follows <paramref name="journal"/> once started.</summary>
    /// <param name="journal">The journal.</param>
    /// <param name="founding">The network.</param>
    /// <param name="clock">The network's clock, which the journal moves.</param>
    /// <param name="snapshots">Where states are kept so that a start need not execute all history; null to keep none.</param>
    /// <param name="options">When they are kept.</param>
    /// <param name="checkpoints">Hand-overs that are kept: a snapshot must not skip what others take; null when none matter.</param>
    /// <param name="replay">Executes the blocks that this process's orderer makes once more; null when nothing is signed here.</param>
    /// <param name="events">Where events go that are not remembered any more; null to keep none.</param>
    /// <param name="logger">Hears of snapshots and events that cannot be used or written.</param>
    public LedgerReplica(
        ILedgerJournal journal, LedgerFounding founding, NetworkClock clock,
        ILedgerSnapshots? snapshots = null, LedgerSnapshotOptions? options = null, ICheckpointStore? checkpoints = null,
        LedgerReplay? replay = null, ILedgerEventLog? events = null, ILogger<LedgerReplica>? logger = null)
    {
        logger ??= NullLogger<LedgerReplica>.Instance;
        (_journal, _time, _replay, _logger) = (journal, clock.Underlying, replay, logger);
        _events = events is null ? null : new EventKeeper(events, logger);
        if (snapshots is not null)
        {
            _loader = new SnapshotLoader(snapshots, journal, founding, checkpoints, logger);
            _keeper = new SnapshotKeeper(snapshots, _options = options ?? new LedgerSnapshotOptions(), clock, Headers, _events, _state, logger);
        }

        _follower = new LedgerFollower(founding, clock, Headers, signatures: null);
    }

    /// <summary>A second copy beside that of this process, which begins from its snapshots and writes none.</summary>
    internal LedgerReplica(
        ILedgerJournal journal, LedgerFounding founding, NetworkClock clock, ILedgerSnapshots? snapshots, CheckedSignatures signatures, ILogger<LedgerReplica>? logger)
    {
        (_journal, _time, _logger) = (journal, clock.Underlying, logger ?? NullLogger<LedgerReplica>.Instance);
        // The first ledger of the process says what cannot be used.
        _loader = snapshots is null ? null : new SnapshotLoader(snapshots, journal, founding, checkpoints: null, NullLogger<LedgerReplica>.Instance);
        _follower = new LedgerFollower(founding, clock, Headers, signatures);
    }

    /// <summary>How many journal entries were applied.</summary>
    public long Position
    {
        get
        {
            lock (_state)
                return _follower.Position;
        }
    }

    /// <summary>Headers of the blocks that this process executed.</summary>
    public ExecutedHeaders Headers { get; } = new();

    /// <summary>Whether the journal could not be followed any further; the process is of no use then.</summary>
    public bool HasFailed => _failure is not null;

    /// <summary>Runs a query on the present state. Throws before the genesis was read (<see cref="WaitForPositionAsync"/> with 1).</summary>
    public T Read<T>(Func<LedgerMachine, T> query)
    {
        lock (_state)
            return query(_follower.Machine);
    }

    /// <summary>Completes when <paramref name="position"/> entries are applied.</summary>
    /// <exception cref="Exception">What stopped the replica: a corrupted journal, a block that does not follow, another network.</exception>
    public async Task WaitForPositionAsync(long position, CancellationToken cancellation = default)
    {
        while (true)
        {
            Task moved = NextMove();
            if (_failure is { } failure)
                ExceptionDispatchInfo.Throw(failure);
            if (Position >= position)
                return;
            await moved.WaitAsync(cancellation);
        }
    }

    /// <summary>Completes at the next entry that is applied after this call.</summary>
    public Task NextMove()
    {
        lock (_waiters)
            return _moved.Task;
    }

    /// <summary>Applies what is durable now. A miss is only a "not found" after this.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation = default) =>
        await WaitForPositionAsync(await _journal.GetHeadAsync(cancellation), cancellation);

    /// <summary>
    /// Hands the replica to the orderer of this process, as the journal's writer, with everything applied that is durable now. A journal
    /// that is empty is founded.
    /// </summary>
    /// <exception cref="OperationCanceledException">The replica has stopped, and can be led no more.</exception>
    /// <exception cref="JournalLockedException">The orderer is in another process.</exception>
    /// <exception cref="WrongNetworkException">The journal belongs to another network.</exception>
    /// <exception cref="Exception">What keeps the replica from following the journal.</exception>
    internal async Task<LedgerLead> LeadAsync(LedgerFounding founding, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            _ending.Token.ThrowIfCancellationRequested();
            await founding.FoundAsync(_journal, cancellation);
            await FollowAsync(cancellation);
            _replay?.Begin();
            return new LedgerLead(this, _ending.Token);
        }
        catch
        {
            // Whoever is the orderer instead needs the lock.
            await _journal.ReleaseWriterAsync();
            _turn.Release();
            throw;
        }
    }

    /// <summary>Journal entries that were executed here, and not taken from a snapshot.</summary>
    internal long Executed => _follower.Executed;

    internal LedgerMachine MachineOfLead => _follower.Machine;

    internal async ValueTask CommitAsync(PreparedBlock block, long position, long bytes)
    {
        _replay?.Expect(block.Produced.Block);
        lock (_state)
            _follower.Commit(block, position);
        Announce();
        await KeepAsync(bytes);
    }

    internal void EndLead() => _turn.Release();

    /// <summary>Begins to follow the journal; once, however often it is called.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        lock (_waiters)
            return _started ??= base.StartAsync(cancellationToken);
    }

    /// <summary>Stops following, has the orderer of this process stop, and keeps a last snapshot.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _ending.CancelAsync();
        // An orderer that does not give the replica back is not waited for: a journal may keep it from finishing its block.
        if (_keeper is null || !await _turn.WaitAsync(_options.StopWait, CancellationToken.None))
            return;
        try
        {
            if (_failure is null && _follower.HasStarted)
                await _keeper.CloseAsync(_follower);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _ending.Dispose();
        _turn.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await TakeTurnAsync(stoppingToken);
                    await _journal.WaitForAppendAsync(Position, stoppingToken);
                }
                catch (IOException unreachable)
                {
                    // A database that is away comes back; what is there then is checked as ever.
                    Log.Unreachable(_logger, unreachable);
                    await Task.Delay(PauseWhenUnreachable, _time, stoppingToken);
                }
            }
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            _failure = failure;
            Announce();
            throw;
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await FollowAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Applies everything that is durable now. Whoever calls holds the turn.</summary>
    private async Task FollowAsync(CancellationToken cancellation)
    {
        if (!_follower.HasStarted && _loader is not null && await Task.Run(() => _loader.FindAsync(cancellation), cancellation) is { } restored)
        {
            lock (_state)
                _follower.Start(restored);
            _keeper?.StartAt(Position);
            Announce();
            await KeepAsync(blockBytes: 0);
        }

        await foreach (JournalRecord record in _journal.ReadAsync(Position, cancellation))
        {
            bool isBlock;
            lock (_state)
                isBlock = _follower.Apply(record);
            Announce();
            await KeepAsync(isBlock ? record.Bytes.Length : 0);
        }
    }

    /// <summary>Events go to the log, and a snapshot is made if one is due; in this order, because what a snapshot skips must be in the log.</summary>
    private async ValueTask KeepAsync(long blockBytes)
    {
        if (_events is not null)
            await _events.FollowAsync(_follower.Machine);
        if (blockBytes > 0)
            _keeper?.AfterBlock(_follower, blockBytes);
    }

    private void Announce()
    {
        TaskCompletionSource moved;
        lock (_waiters)
        {
            moved = _moved;
            _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        moved.SetResult();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The ledger's journal cannot be read now; the replica tries again.")]
        public static partial void Unreachable(ILogger logger, Exception failure);
    }
}
