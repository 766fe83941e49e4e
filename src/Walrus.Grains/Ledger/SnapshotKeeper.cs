using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Checkpoints;
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
/// <param name="headers">Knows the changes of epoch that are open.</param>
/// <param name="events">Makes the events durable that a snapshot skips; null when none are kept.</param>
/// <param name="state">The lock.</param>
/// <param name="logger">Hears of what could not be written.</param>
internal sealed partial class SnapshotKeeper(
    ILedgerSnapshots store, LedgerSnapshotOptions options, NetworkClock clock, ExecutedHeaders headers, EventKeeper? events, Lock state, ILogger logger)
{
    private Writing? _writing;
    private long _position;
    private long _blocks;
    private long _bytes;
    private long _lastLength;

    /// <summary>A snapshot on its way to the store, and what makes it give up.</summary>
    private sealed record Writing(Task<long> Length, CancellationTokenSource GivingUp);

    /// <summary>The ledger was restored from the snapshot of this position.</summary>
    public void StartAt(long position) => _position = position;

    /// <summary>A block was appended: ends a snapshot that is written, or begins one that is due.</summary>
    public void AfterBlock(LedgerFollower follower, long bytes)
    {
        _blocks++;
        _bytes += bytes;
        if (_writing?.Length.IsCompleted == true)
            End(follower.Machine);
        if (_writing is null && (_blocks >= options.Blocks || _bytes >= Math.Max(options.JournalBytes, _lastLength)))
            Begin(follower);
    }

    /// <summary>Writes a last snapshot, if there is anything new and it does not take too long.</summary>
    public async Task CloseAsync(LedgerFollower follower)
    {
        if (_writing is { } underWay)
        {
            await underWay.GivingUp.CancelAsync();
            await EndAsync(underWay, follower.Machine);
        }

        // A snapshot ends with a block, so that the next start finds the block in the journal by the snapshot's position.
        if (_blocks == 0 || follower.Machine.Head.Height == 0)
            return;
        Writing last = Begin(follower);
        last.GivingUp.CancelAfter(options.StopWait);
        await EndAsync(last, follower.Machine);
    }

    private async Task EndAsync(Writing writing, LedgerMachine machine)
    {
        await ((Task)writing.Length).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        End(machine);
    }

    private Writing Begin(LedgerFollower follower)
    {
        LedgerSnapshot snapshot;
        lock (state)
            snapshot = follower.Machine.BeginSnapshot();
        (ulong position, ulong offset) = ((ulong)follower.Position, (ulong)(clock.Offset.Ticks / TimeSpan.TicksPerMillisecond));
        ImmutableArray<EpochTurn> openTurns = [.. headers.OpenTurns()];
        CancellationTokenSource givingUp = new();
        _position = follower.Position;
        _blocks = 0;
        _bytes = 0;
        return _writing = new Writing(
            Task.Run(() => WriteAsync((long)position, snapshot.Write(position, offset, openTurns), givingUp.Token)), givingUp);
    }

    private async Task<long> WriteAsync(long position, IEnumerable<ReadOnlyMemory<byte>> frames, CancellationToken givingUp)
    {
        if (events is not null)
            await events.FlushAsync();
        return await store.WriteAsync(position, frames, givingUp);
    }

    private void End(LedgerMachine machine)
    {
        lock (state)
            machine.EndSnapshot();
        (Task<long> length, CancellationTokenSource givingUp) = _writing!;
        if (length.IsCompletedSuccessfully)
            _lastLength = length.Result;
        else
            Log.NotWritten(logger, _position, length.Exception?.InnerException);
        givingUp.Dispose();
        _writing = null;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The ledger's snapshot of {Position} entries was not written; the next start executes more blocks.")]
        public static partial void NotWritten(ILogger logger, long position, Exception? failure);
    }
}
