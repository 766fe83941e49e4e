namespace Walrus.Grains.Time;

/// <summary>A timer due at an instant of the network's time: it is set anew whenever that time jumps.</summary>
internal sealed class NetworkTimer : ITimer
{
    // System timers refuse spans beyond 49 days; an early wake-up only sets the timer again.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromDays(1);

    private readonly NetworkClock _clock;
    private readonly TimerCallback _callback;
    private readonly object? _state;
    private readonly Lock _lock = new();
    private readonly ITimer _alarm;
    private DateTimeOffset? _due;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _disposed;

    public NetworkTimer(NetworkClock clock, TimerCallback callback, object? state)
    {
        (_clock, _callback, _state) = (clock, callback, state);
        _alarm = clock.Underlying.CreateTimer(static timer => ((NetworkTimer)timer!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_lock)
        {
            if (_disposed)
                return false;
            _due = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
            _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
        }

        Rearm();
        return true;
    }

    public void Rearm()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _alarm.Change(Sleep(), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        _clock.Forget(this);
        _alarm.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Ring()
    {
        lock (_lock)
        {
            if (_disposed || _due is not { } due)
                return;
            DateTimeOffset now = _clock.GetUtcNow();
            if (now < due)
            {
                Rearm();
                return;
            }

            _due = _period == Timeout.InfiniteTimeSpan ? null : now + _period;
        }

        _callback(_state);
        Rearm();
    }

    private TimeSpan Sleep()
    {
        if (_due is not { } due)
            return Timeout.InfiniteTimeSpan;
        TimeSpan left = due - _clock.GetUtcNow();
        if (left <= TimeSpan.Zero)
            return TimeSpan.Zero;
        if (_clock.IsFrozen)
            return Timeout.InfiniteTimeSpan;
        return left < LongestSleep ? left : LongestSleep;
    }
}
