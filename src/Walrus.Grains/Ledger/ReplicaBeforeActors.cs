using Microsoft.Extensions.Logging;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Has a process execute the ledger before it takes actors in. Others see a silo as one of them as soon as it is active, and place actors on
/// it, which would wait, and callers with them, for a replica that is still executing what it missed.
/// </summary>
internal sealed partial class ReplicaBeforeActors(LedgerReplica replica, ILogger<ReplicaBeforeActors> logger) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(ReplicaBeforeActors), ServiceLifecycleStage.ApplicationServices, CatchUpAsync);

    private async Task CatchUpAsync(CancellationToken cancellation)
    {
        // It follows for as long as the process lives, not only while the silo starts.
        await replica.StartAsync(CancellationToken.None);
        try
        {
            await replica.CatchUpAsync(cancellation);
        }
        catch (IOException unreachable)
        {
            Log.Unreachable(logger, unreachable);
        }
        catch (Exception failure) when (replica.HasFailed)
        {
            // The host watches the replica, and ends with what it says.
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The ledger's journal cannot be read now: actors of this process wait until it can.")]
        public static partial void Unreachable(ILogger logger, Exception failure);

        [LoggerMessage(2, LogLevel.Debug, "The ledger cannot be followed.")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
