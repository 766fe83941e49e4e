using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Errors;
using Walrus.Storage.Checkpoints;

namespace Walrus.Grains.Checkpoints;

/// <summary>
/// Sees to it that there are checkpoints, and keeps them for this process: of every block that changes the epoch, at once and for good, and of
/// the head once a second while blocks come. What comes from the source is verified against what this process executed.
/// </summary>
public sealed partial class CheckpointKeeper(
    LedgerReplica replica, LedgerFounding founding, ICheckpointStore store, CheckpointGuard guard, ICheckpointSource source, NetworkClock clock, ILogger<CheckpointKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // How often a hand-over could not be had: one that cannot be at all keeps no other from its turn.
    private readonly Dictionary<Epoch, int> _refusals = [];
    private volatile Checkpoint? _newest;

    /// <summary>The newest checkpoint of this run; null before the first.</summary>
    public Checkpoint? Newest => _newest;

    /// <summary>Whether the journal is not the one that the committee signed.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>The checkpoint of a header that this process executed; null when too few nodes sign in time.</summary>
    public async Task<Checkpoint?> CertifyAsync(BlockHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        if (_newest is { } newest && newest.Header == header)
            return newest;
        return await source.CertifyAsync(header.Height) is { } checkpoint ? await AcceptAsync(checkpoint) : null;
    }

    /// <summary>The hand-over of an epoch's committee; null while it is not signed.</summary>
    public async Task<CommitteeHandover?> FindHandoverAsync(Epoch epoch, CancellationToken cancellation = default)
    {
        // A process that joined later asks for what was signed before its time.
        return await store.FindHandoverAsync(epoch, cancellation) is { } bytes
            ? BcsFormat.FromBytes<CommitteeHandover>(bytes)
            : await source.FindHandoverAsync(epoch);
    }

    /// <summary>The hand-over of an epoch's committee, waited for while it is being gathered; null when there is none before <paramref name="limit"/> passes.</summary>
    public async Task<CommitteeHandover?> WaitForHandoverAsync(Epoch epoch, TimeSpan limit, CancellationToken cancellation = default)
    {
        try
        {
            await replica.Headers.WhenSettled(epoch).WaitAsync(limit, clock.Underlying, cancellation);
        }
        catch (TimeoutException)
        {
            return null;
        }

        return await FindHandoverAsync(epoch, cancellation);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await replica.WaitForPositionAsync(1, stoppingToken);
        try
        {
            await guard.RequireAsync();
        }
        catch (LedgerDivergedException diverged)
        {
            HasFailed = true;
            Log.Diverged(logger, diverged);
            throw;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            Task moved = replica.NextMove();
            Task turned = replica.Headers.NextTurn();
            Task pause = Task.Delay(CheckpointGrain.Interval, clock.Underlying, stoppingToken);
            if (await TryKeepUpAsync())
                await moved.WaitAsync(stoppingToken);
            // Light clients wait for a hand-over: it waits for nothing.
            await Task.WhenAny(pause, turned);
        }
    }

    /// <summary>False when something is left to be gathered.</summary>
    private async Task<bool> TryKeepUpAsync()
    {
        try
        {
            return await TryHandOverAsync() & await TryCertifyHeadAsync();
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NotGathered(logger, failure);
            return false;
        }
    }

    /// <summary>Gathers what hand-overs are missing, until one cannot be had; that one comes last in the next attempt.</summary>
    private async Task<bool> TryHandOverAsync()
    {
        foreach (EpochTurn turn in replica.Headers.OpenTurns().OrderBy(turn => _refusals.GetValueOrDefault(turn.Header.Epoch)))
        {
            Epoch epoch = turn.Header.Epoch;
            if (!await TryHandOverAsync(turn))
            {
                _refusals[epoch] = _refusals.GetValueOrDefault(epoch) + 1;
                return false;
            }

            _refusals.Remove(epoch);
        }

        return true;
    }

    private async Task<bool> TryCertifyHeadAsync()
    {
        BlockHeader head = replica.Read(static machine => machine.Head.Header);
        if (head.Epoch.Value == 0 || _newest?.Header.Height >= head.Height)
            return true;
        return await source.LatestAsync() is { } latest && (await AcceptAsync(latest))?.Header.Height >= head.Height;
    }

    private async Task<bool> TryHandOverAsync(EpochTurn turn)
    {
        Epoch epoch = turn.Header.Epoch;
        if (await store.FindHandoverAsync(epoch) is null)
        {
            if ((await FindHandoverAsync(epoch) ?? await GatherHandoverAsync(turn)) is not { } handover || handover.Checkpoint.Header != turn.Header)
                return false;
            handover.Verify(turn.Outgoing, founding.Certificates);
            await store.PutHandoverAsync(epoch, BcsFormat.ToBytes(handover));
        }

        replica.Headers.Settle(epoch);
        return true;
    }

    private async Task<CommitteeHandover?> GatherHandoverAsync(EpochTurn turn) =>
        await source.CertifyAsync(turn.Header.Height) is { } checkpoint ? new CommitteeHandover(checkpoint, turn.Next) : null;

    /// <summary>Verifies a checkpoint against what this process executed, and keeps it if it is newer.</summary>
    internal async Task<Checkpoint?> AcceptAsync(Checkpoint checkpoint)
    {
        BlockHeader? own = await replica.WaitForHeaderAsync(checkpoint.Header.Height, Patience, clock.Underlying);
        if (own != checkpoint.Header || replica.Read(machine => CheckpointGatherer.RosterOf(machine, own)) is not { } roster)
            return null;
        await Task.Run(() => checkpoint.Verify(roster, founding.Certificates));
        if (_newest is null || _newest.Header.Height < own.Height)
        {
            _newest = checkpoint;
            await store.PutCheckpointAsync(own.Height, BcsFormat.ToBytes(checkpoint));
        }

        return checkpoint;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "A checkpoint could not be gathered yet.")]
        public static partial void NotGathered(ILogger logger, Exception failure);

        [LoggerMessage(2, LogLevel.Critical, "The journal is not the one that the committee signed: nothing is signed on top of it.")]
        public static partial void Diverged(ILogger logger, Exception failure);
    }
}
