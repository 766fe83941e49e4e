using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Epochs;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;

namespace Walrus.Grains.Epochs;

/// <summary>Wakes the grain of the current epoch at start, on every block, and when its next step is due (rulings 5).</summary>
internal sealed partial class EpochDriver(LedgerReplica replica, IGrainFactory grains, NetworkClock clock, ILogger<EpochDriver> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await replica.WaitForPositionAsync(1, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            Task moved = replica.NextMove();
            TimeSpan wait = await WakeAsync();
            using CancellationTokenSource awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(moved, Task.Delay(wait, clock, awake.Token));
            await awake.CancelAsync();
        }
    }

    private async Task<TimeSpan> WakeAsync()
    {
        Epoch current = replica.Read(static machine => machine.Epoch);
        try
        {
            EpochReport report = await grains.GetGrain<IEpochGrain>(current.Value).WakeAsync();
            TimeSpan wait = report.Due is { } due ? due - clock.GetUtcNow() : LongestWait;
            return TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerMillisecond, LongestWait.Ticks));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NotWoken(logger, current, failure);
            return PauseAfterFailure;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The grain of epoch {Epoch} could not be woken.")]
        public static partial void NotWoken(ILogger logger, Epoch epoch, Exception failure);
    }
}
