using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Hosting;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Ledger;

/// <summary>
/// This process's copy of the ledger: it follows the journal, executes every block again, and answers all reads
/// (rulings 15). Queries run under a lock, so they are short and copy what they return.
/// </summary>
public sealed class LedgerReplica : BackgroundService
{
    private readonly ILedgerJournal _journal;
    private readonly LedgerFollower _follower;
    private readonly Lock _state = new();
    private readonly Lock _waiters = new();
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Exception? _failure;

    /// <summary>A replica that follows <paramref name="journal"/> once started.</summary>
    public LedgerReplica(ILedgerJournal journal, LedgerFounding founding, NetworkClock clock)
    {
        _journal = journal;
        _follower = new LedgerFollower(founding, clock, Headers);
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

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await foreach (JournalRecord record in _journal.ReadAsync(Position, stoppingToken))
                    Apply(record);
                await _journal.WaitForAppendAsync(Position, stoppingToken);
            }
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            _failure = failure;
            Announce();
            throw;
        }
    }

    private void Apply(JournalRecord record)
    {
        lock (_state)
            _follower.Apply(record);
        Announce();
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
}
