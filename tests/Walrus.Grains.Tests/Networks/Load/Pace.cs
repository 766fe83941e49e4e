namespace Walrus.Grains.Tests.Networks.Load;

/// <summary>Hands out turns at a rate to any number of workers. Who is late goes at once: what is not done in time is done later, and shows as a lower rate.</summary>
internal sealed class Pace(double perSecond, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private long _turns;

    public async Task NextAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        TimeSpan due = TimeSpan.FromSeconds((Interlocked.Increment(ref _turns) - 1) / perSecond);
        TimeSpan wait = due - time.GetElapsedTime(_start);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellation);
    }
}
