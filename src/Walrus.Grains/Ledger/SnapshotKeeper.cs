using Microsoft.Extensions.Logging;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Snapshots;
using Walrus.Storage.Snapshots;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Has a snapshot written now and then, on another thread, while blocks go on: the machine is only touched between two blocks, by
/// whoever moves it on, under the lock of its queries.
/// </summary>
/// <param name="store">Where they go.</param>
/// <param name="options">When one is due.</param>
/// <param name="clock">The network's clock, whose offset they carry.</param>
/// <param name="state">The lock.</param>
/// <param name="logger">Hears of what could not be written.</param>
internal sealed partial class SnapshotKeeper(ILedgerSnapshots store, LedgerSnapshotOptions options, NetworkClock clock, Lock state, ILogger logger)
{
    private Task<long>? _writing;
    private CancellationTokenSource? _givingUp;
    private long _position;
    private long _blocks;
    private long _bytes;
    private long _lastLength;

    /// <summary>The ledger was restored from the snapshot of this position.</summary>
    public void StartAt(long position) => _position = position;

    /// <summary>A block was appended: ends a snapshot that is written, or begins one that is due.</summary>
    public void AfterBlock(LedgerFollower follower, long bytes)
    {
        _blocks++;
        _bytes += bytes;
        if (_writing?.IsCompleted == true)
            End(follower.Machine);
        if (_writing is null && (_blocks >= options.Blocks || _bytes >= Math.Max(options.JournalBytes, _lastLength)))
            Begin(follower);
    }

    /// <summary>Writes a last snapshot, if there is anything new and it does not take too long.</summary>
    public async Task CloseAsync(LedgerFollower follower)
    {
        if (_writing is not null)
        {
            await _givingUp!.CancelAsync();
            await ((Task)_writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            End(follower.Machine);
        }

        // A snapshot ends with a block, so that the next start finds the block in the journal by the snapshot's position.
        if (_blocks == 0 || follower.Machine.Head.Height == 0)
            return;
        Begin(follower);
        _givingUp!.CancelAfter(options.StopWait);
        await ((Task)_writing!).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        End(follower.Machine);
    }

    private void Begin(LedgerFollower follower)
    {
        LedgerSnapshot snapshot;
        lock (state)
            snapshot = follower.Machine.BeginSnapshot();
        (ulong position, ulong offset) = ((ulong)follower.Position, (ulong)clock.Offset.TotalMilliseconds);
        CancellationTokenSource givingUp = _givingUp = new CancellationTokenSource();
        _position = follower.Position;
        _blocks = 0;
        _bytes = 0;
        _writing = Task.Run(() => store.WriteAsync((long)position, snapshot.Write(position, offset), givingUp.Token).AsTask());
    }

    private void End(LedgerMachine machine)
    {
        lock (state)
            machine.EndSnapshot();
        if (_writing!.IsCompletedSuccessfully)
            _lastLength = _writing.Result;
        else
            Log.NotWritten(logger, _position, _writing.Exception?.InnerException);
        _givingUp!.Dispose();
        (_writing, _givingUp) = (null, null);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The ledger's snapshot of {Position} entries was not written; the next start executes more blocks.")]
        public static partial void NotWritten(ILogger logger, long position, Exception? failure);
    }
}
