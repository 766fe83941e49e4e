namespace Walrus.Client.Writing;

/// <summary>Pauses that double up to a limit.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, TimeProvider time)
{
    private TimeSpan _next = first;

    /// <summary>The next pause.</summary>
    public Task PauseAsync(CancellationToken cancellation)
    {
        TimeSpan pause = _next;
        _next = TimeSpan.FromTicks(Math.Min(longest.Ticks, pause.Ticks * 2));
        return Task.Delay(pause, time, cancellation);
    }
}
