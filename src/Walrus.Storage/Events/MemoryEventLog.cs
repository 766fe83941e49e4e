using System.Runtime.CompilerServices;

namespace Walrus.Storage.Events;

/// <summary>The newest events in memory, up to a number of bytes; gone with the process.</summary>
/// <param name="bytesMax">When there is more, the events of the oldest blocks go.</param>
public sealed class MemoryEventLog(long bytesMax = MemoryEventLog.BytesDefault) : ILedgerEventLog
{
    /// <summary>How much is kept unless something else is said: 64 MiB.</summary>
    public const long BytesDefault = 64 << 20;

    private readonly Lock _gate = new();
    private readonly List<EventRun> _runs = [];
    private EventLogStart _start;
    private ulong _next;
    private ulong _height;
    private long _bytes;

    // Runs at the front that are dropped already; the list moves up only when half of it is.
    private int _dropped;

    /// <inheritdoc/>
    public EventLogStart Start
    {
        get
        {
            lock (_gate)
                return _start;
        }
    }

    /// <inheritdoc/>
    public ulong Next
    {
        get
        {
            lock (_gate)
                return _next;
        }
    }

    /// <inheritdoc/>
    public ValueTask GoOnFromAsync(EventLogStart start, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            int end = _runs.FindIndex(_dropped, run => run.End > start.Position);
            if (end >= 0)
                _runs.RemoveRange(end, _runs.Count - end);
            bool goesOn = _runs.Count > _dropped ? _runs[^1].End == start.Position : _start.Position == start.Position;
            if (!goesOn)
            {
                _runs.Clear();
                _dropped = 0;
                _start = start;
            }

            _bytes = _runs.Skip(_dropped).Sum(static run => (long)run.Bytes.Length);
            (_next, _height) = (start.Position, start.Height);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<EventRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        lock (_gate)
        {
            EventRunOrder.Require(runs, _next, _height);
            foreach (EventRun run in runs)
            {
                _runs.Add(run with { Bytes = run.Bytes.ToArray() });
                _bytes += run.Bytes.Length;
                (_next, _height) = (run.End, run.Height + 1);
            }

            while (_bytes > bytesMax)
                DropBlock();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FlushAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public IAsyncEnumerable<EventRun> ReadAsync(ulong position, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, Start.Position);
        return ReadAsync(run => run.End > position, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<EventRun> ReadFromHeightAsync(ulong height, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, Start.Height);
        return ReadAsync(run => run.Height >= height, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async IAsyncEnumerable<EventRun> ReadAsync(Predicate<EventRun> isWanted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        EventRun? found = Find(isWanted);
        while (found is { } run)
        {
            await Task.CompletedTask;
            cancellation.ThrowIfCancellationRequested();
            yield return run;
            // What was dropped meanwhile ends the reading: who goes on learns that it is gone.
            found = Find(next => next.End > run.End) is { } next && next.First == run.End ? next : null;
        }
    }

    /// <summary>The first run with a property that all behind it have as well.</summary>
    private EventRun? Find(Predicate<EventRun> isWanted)
    {
        lock (_gate)
        {
            (int low, int high) = (_dropped, _runs.Count);
            while (low < high)
            {
                int middle = low + (high - low) / 2;
                if (isWanted(_runs[middle]))
                    high = middle;
                else
                    low = middle + 1;
            }

            return low < _runs.Count ? _runs[low] : null;
        }
    }

    private void DropBlock()
    {
        ulong height = _runs[_dropped].Height;
        while (_dropped < _runs.Count && _runs[_dropped].Height == height)
        {
            _bytes -= _runs[_dropped].Bytes.Length;
            _start = new EventLogStart(_runs[_dropped].End, height + 1);
            _runs[_dropped++] = default;
        }

        if (_dropped < _runs.Count / 2)
            return;
        _runs.RemoveRange(0, _dropped);
        _dropped = 0;
    }
}
