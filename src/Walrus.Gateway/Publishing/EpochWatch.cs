using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;

namespace Walrus.Gateway.Publishing;

/// <summary>Cancels work that is for one epoch when the ledger goes on to another.</summary>
internal sealed class EpochWatch : IAsyncDisposable
{
    private readonly LedgerReplica _replica;
    private readonly Epoch _epoch;
    private readonly CancellationTokenSource _stop;
    private readonly Task _watching;

    /// <summary>Begins to watch.</summary>
    /// <param name="replica">The ledger.</param>
    /// <param name="epoch">The epoch that the work is for.</param>
    /// <param name="cancellation">Cancels the work as well.</param>
    public EpochWatch(LedgerReplica replica, Epoch epoch, CancellationToken cancellation)
    {
        (_replica, _epoch) = (replica, epoch);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _watching = WatchAsync();
    }

    /// <summary>Cancelled when the epoch is over.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Whether the ledger has gone on.</summary>
    public bool IsOver => _replica.Read(static machine => machine.Epoch) != _epoch;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        for (Task moved = _replica.NextMove(); !IsOver; moved = _replica.NextMove())
            await moved.WaitAsync(_stop.Token);
        await _stop.CancelAsync();
    }
}
