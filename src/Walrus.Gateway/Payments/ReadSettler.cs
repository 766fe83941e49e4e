using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;

namespace Walrus.Gateway.Payments;

/// <summary>
/// Says when to settle: when a batch is half full, so that reads need not wait; after a while; when an epoch has begun or a reader closes
/// its channel; at an orderly stop; and at once when somebody asks. What a process before this one kept is settled at start.
/// </summary>
internal sealed partial class ReadSettler(
    LedgerReplica replica, ReaderAccounts accounts, ReadSettlement settlement, SettlementOptions options, NetworkClock clock, ILogger<ReadSettler> logger)
    : BackgroundService
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Channel<bool> _due = System.Threading.Channels.Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>A read was let in: settles soon if enough stands unpaid.</summary>
    public void Notice()
    {
        if (accounts.Unpaid.IsHalfFull || accounts.Unpaid.Readers >= options.BatchVouchers)
            _due.Writer.TryWrite(true);
    }

    /// <summary>Settles every voucher that is accepted when the call begins.</summary>
    /// <exception cref="LedgerRefusedException">The ledger refuses the settlement, and not for one of its vouchers.</exception>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            foreach (UnsettledVoucher[] batch in accounts.Unsettled().Chunk(options.BatchVouchers))
                await settlement.RunAsync(batch, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await accounts.LoadAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        // A process that is being killed settles at its next start.
        if (cancellationToken.IsCancellationRequested)
            return;
        await TryAsync(SettleAsync, cancellationToken);
        await TryAsync(_ => accounts.SaveAllAsync(), cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await replica.CatchUpAsync(stoppingToken);
        await TryAsync(_ => accounts.AdoptAsync(), stoppingToken);
        _due.Writer.TryWrite(true);
        await Task.WhenAll(SettleWhenDueAsync(stoppingToken), WatchTimeAsync(stoppingToken), WatchLedgerAsync(stoppingToken));
    }

    private async Task SettleWhenDueAsync(CancellationToken stopping)
    {
        await foreach (bool _ in _due.Reader.ReadAllAsync(stopping))
            await TryAsync(SettleAsync, stopping);
    }

    private async Task WatchTimeAsync(CancellationToken stopping)
    {
        using PeriodicTimer timer = new(options.Interval, clock);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await TryAsync(_ => accounts.SweepAsync(), stopping);
            _due.Writer.TryWrite(true);
        }
    }

    private async Task WatchLedgerAsync(CancellationToken stopping)
    {
        Epoch seen = replica.Read(static machine => machine.Epoch);
        for (Task moved = replica.NextMove(); ; moved = replica.NextMove())
        {
            Epoch now = replica.Read(static machine => machine.Epoch);
            if (now != seen || accounts.IsAnyClosing())
                _due.Writer.TryWrite(true);
            seen = now;
            await moved.WaitAsync(stopping);
        }
    }

    /// <summary>Does something whose failure is no reason to stop: what is kept is tried again.</summary>
    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        try
        {
            await work(cancellation);
        }
        catch (Exception failed) when (!cancellation.IsCancellationRequested)
        {
            Log.Failed(logger, failed);
        }
        catch (OperationCanceledException)
        {
            // Out of time: what is not settled is kept, and settled at the next start.
            return;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Reads could not be settled, or their vouchers not be kept; it is tried again.")]
        public static partial void Failed(ILogger logger, Exception failed);
    }
}
