using Walrus.Storage.Journals;

namespace Walrus.Grains.Placement;

/// <summary>Calls of an actor whose process may end under them. The next call finds the actor in another process.</summary>
public static class LostActor
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Whether the failure is one of the cluster, and says nothing of what the actor did. Silos that do not know each other yet may
    /// each activate the same actor: the orderer that finds the journal's lock taken is the one too many.
    /// </summary>
    public static bool IsLost(Exception failure) => failure is OrleansException or TimeoutException or JournalLockedException;

    /// <summary>Calls until there is an answer, for ten seconds; only for what may be done twice.</summary>
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
            catch (Exception lost) when (IsLost(lost) && time.GetElapsedTime(started) < Limit)
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }
}
