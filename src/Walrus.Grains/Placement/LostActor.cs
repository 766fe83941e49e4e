using Walrus.Storage.Journals;

namespace Walrus.Grains.Placement;

/// <summary>Calls of an actor whose process may end under them. The next call finds the actor in another process.</summary>
public static class LostActor
{
    // A machine that falls silent is given up after the probes that it misses, and then a call is still to be made.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Whether the failure is one of the cluster, and says nothing of what the actor did. Silos that do not know each other yet may
    /// each activate the same actor: the orderer that finds the journal's lock taken is the one too many. A call that nobody here cancelled
    /// is cancelled by the cluster when it finds no place for the actor in time.
    /// </summary>
    public static bool IsLost(Exception failure) => failure is OrleansException or TimeoutException or OperationCanceledException or JournalLockedException;

    /// <summary>Calls until there is an answer, for half a minute; only for what may be done twice.</summary>
    public static async Task<T> RepeatAsync<T>(Func<Task<T>> call, TimeProvider time, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(time);
        long started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call().WaitAsync(cancellation);
            }
            catch (Exception lost) when (IsLost(lost) && !cancellation.IsCancellationRequested && time.GetElapsedTime(started) < Limit)
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }
}
