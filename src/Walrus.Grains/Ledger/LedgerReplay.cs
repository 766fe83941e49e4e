using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Time;
using Walrus.Ledger.Blocks;
using Walrus.Storage.Journals;
using Walrus.Storage.Snapshots;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Executes again what this process's orderer made, from the journal's bytes, on a state of its own, so that the process's nodes sign nothing
/// that was not replayed (ledger format). Begins when the orderer does, from the last snapshot; signatures that were checked before a
/// transaction was ordered are not checked again. It costs a second ledger in memory, and is of use only where nodes are.
/// </summary>
public sealed class LedgerReplay : BackgroundService
{
    private readonly LedgerReplica _second;
    private readonly TimeProvider _time;
    private readonly CheckedSignatures _signatures = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A replay of this process's journal.</summary>
    public LedgerReplay(ILedgerJournal journal, LedgerFounding founding, NetworkClock clock, ILedgerSnapshots? snapshots = null, ILogger<LedgerReplica>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(clock);
        _time = clock.Underlying;
        _second = new LedgerReplica(journal, founding, clock, snapshots, _signatures, logger);
    }

    /// <summary>The header that the bytes of the block at <paramref name="height"/> give; null when it was not reached within <paramref name="limit"/>.</summary>
    public async Task<BlockHeader?> FindAsync(ulong height, TimeSpan limit)
    {
        using CancellationTokenSource deadline = new(limit, _time);
        try
        {
            await _second.WaitForPositionAsync(1, deadline.Token);
            return await _second.WaitForHeaderAsync(height, limit, _time, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The orderer of this process has taken the lead.</summary>
    internal void Begin() => _begun.TrySetResult();

    /// <summary>The orderer has made this block, whose signatures it checked.</summary>
    internal void Expect(Block block) => _signatures.Add(block);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _second.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _second.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await _begun.Task.WaitAsync(stoppingToken);
        await _second.StartAsync(stoppingToken);
        // A block whose bytes give something else than what was made of them ends this process, as it does any other that reads them.
        await (_second.ExecuteTask ?? Task.CompletedTask).WaitAsync(stoppingToken);
    }
}
