namespace Walrus.Grains.Time;

/// <summary>
/// The network's time: the underlying clock plus an offset that only grows. It is a provider of its own, apart from the one
/// Orleans runs on, so that moving it moves epochs and nothing else (rulings 6). Every process of a network holds one; the
/// offset stands in the ledger's journal.
/// </summary>
public sealed class NetworkClock : TimeProvider
{
    /// <summary>Key under which the network's clock is registered as a <see cref="TimeProvider"/>.</summary>
    public const string ServiceKey = "walrus-network";

    private readonly TimeProvider _inner;
    private readonly Lock _lock = new();
    private readonly HashSet<NetworkTimer> _timers = [];
    private long _offsetTicks;

    private readonly DateTimeOffset? _frozenAt;

    /// <summary>A clock that starts level with <paramref name="inner"/>.</summary>
    public NetworkClock(TimeProvider inner) => _inner = inner;

    /// <summary>A clock that stands at <paramref name="frozenAt"/> and moves only by its offset: for tests, which say when time passes.</summary>
    public NetworkClock(TimeProvider inner, DateTimeOffset frozenAt) => (_inner, _frozenAt) = (inner, frozenAt);

    /// <summary>Whether time passes by the offset alone.</summary>
    public bool IsFrozen => _frozenAt is not null;

    /// <summary>How far the network's clock is ahead of the underlying one.</summary>
    public TimeSpan Offset => new(Interlocked.Read(ref _offsetTicks));

    /// <summary>The clock this one runs on; waits that are no business of the network's time use it.</summary>
    public TimeProvider Underlying => _inner;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _inner.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => _inner.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => (_frozenAt ?? _inner.GetUtcNow()) + Offset;

    /// <summary>Milliseconds since 1970, as block headers carry them.</summary>
    public ulong GetUnixMilliseconds() => (ulong)GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override long GetTimestamp() => _inner.GetTimestamp();

    /// <summary>Raises the offset and fires the timers that are due by it. A smaller offset than the present one changes nothing.</summary>
    public void RaiseOffset(TimeSpan offset)
    {
        NetworkTimer[] timers;
        lock (_lock)
        {
            if (offset.Ticks <= _offsetTicks)
                return;
            Interlocked.Exchange(ref _offsetTicks, offset.Ticks);
            timers = [.. _timers];
        }

        foreach (NetworkTimer timer in timers)
            timer.Rearm();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        NetworkTimer timer = new(this, callback, state);
        lock (_lock)
            _timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    internal void Forget(NetworkTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }
}
