using Microsoft.Extensions.Logging;
using Walrus.Client.Ledger;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Checkpoints;

namespace Walrus.Grains.Checkpoints;

/// <summary>
/// Signatures that the cluster gathers which orders the ledger (rulings 24): its gateway has the newest checkpoint, and every hand-over. A
/// gateway that does not answer now has nothing now.
/// </summary>
public sealed partial class RemoteCheckpoints(LedgerClient ledger, ILogger<RemoteCheckpoints> logger) : ICheckpointSource
{
    /// <inheritdoc/>
    public async Task<Checkpoint?> CertifyAsync(ulong height) =>
        await LatestAsync() is { } latest && latest.Header.Height == height ? latest : null;

    /// <inheritdoc/>
    public Task<Checkpoint?> LatestAsync() => AskAsync(ledger.GetCheckpointAsync());

    /// <inheritdoc/>
    public Task<CommitteeHandover?> FindHandoverAsync(Epoch epoch) => AskAsync(ledger.GetHandoverAsync(epoch));

    private async Task<T?> AskAsync<T>(Task<T> asked) where T : class
    {
        try
        {
            return await asked;
        }
        catch (LedgerApiException failure)
        {
            Log.NotAnswered(logger, failure);
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "The cluster that orders the ledger has no such signatures now.")]
        public static partial void NotAnswered(ILogger logger, Exception failure);
    }
}
