using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Walrus.Hosting.Nodes;
using Walrus.Storage;
using Walrus.Storage.Journals;

namespace Walrus.Hosting.Process;

/// <summary>
/// Reads over the journal in the data folder once after the start and then daily. Damage cannot be repaired here, so it says so as
/// loudly as it can: the process goes on with the state it has, and who starts it next should have restored the journal before.
/// </summary>
internal sealed partial class LedgerScrub(ILedgerJournal journal, ScrubPlan plan, TimeProvider time, ILogger<LedgerScrub> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    private readonly JournalScrub _scrub = new(journal, new ScrubOptions { BytesPerSecond = plan.BytesPerSecond, Time = time });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _scrub.RunAsync(stoppingToken);
            }
            catch (IOException damage) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Damaged(logger, damage.Message);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Critical, "The ledger's journal does not hold: {Damage}")]
        public static partial void Damaged(ILogger logger, string damage);
    }
}
