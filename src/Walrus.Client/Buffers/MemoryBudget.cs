namespace Walrus.Client.Buffers;

/// <summary>
/// A number of bytes that concurrent work may use at a time. Requests are served in order, so that a large one is not
/// starved by small ones. Safe for concurrent use.
/// </summary>
public sealed class MemoryBudget
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiter> _queue = new();
    private long _free;

    /// <summary>A budget of <paramref name="totalBytes"/>.</summary>
    /// <param name="totalBytes">What may be in use at a time.</param>
    /// <param name="time">The clock that bounds waiting.</param>
    public MemoryBudget(long totalBytes, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(totalBytes);
        _time = time;
        TotalBytes = _free = totalBytes;
    }

    /// <summary>What may be in use at a time.</summary>
    public long TotalBytes { get; }

    /// <summary>What is free now.</summary>
    public long FreeBytes
    {
        get
        {
            lock (_gate)
                return _free;
        }
    }

    /// <summary>As <see cref="TakeAsync"/>, but null when the bytes are not free now or others wait for theirs.</summary>
    /// <param name="bytes">How many.</param>
    public MemoryLease? TryTake(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        lock (_gate)
        {
            if (_queue.Count > 0 || bytes > _free)
                return null;
            _free -= bytes;
            return new MemoryLease(this, bytes);
        }
    }

    /// <summary>Takes <paramref name="bytes"/> out of the budget until the lease is disposed.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="wait">Longest time to wait for others to give theirs back.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="MemoryBudgetException">More than the whole budget, or still not free after waiting.</exception>
    public async ValueTask<MemoryLease> TakeAsync(long bytes, TimeSpan wait, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        if (bytes > TotalBytes)
            throw new MemoryBudgetException(bytes, TotalBytes, $"{bytes} bytes of memory exceed the limit of {TotalBytes}.");
        Waiter waiter;
        lock (_gate)
        {
            if (TryTake(bytes) is { } lease)
                return lease;
            waiter = new Waiter(bytes);
            _queue.AddLast(waiter);
        }

        return await WaitAsync(waiter, wait, cancellation).ConfigureAwait(false);
    }

    private async Task<MemoryLease> WaitAsync(Waiter waiter, TimeSpan wait, CancellationToken cancellation)
    {
        try
        {
            await waiter.Granted.Task.WaitAsync(wait, _time, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The grant may have come in between; then it is as good as any.
            if (Withdraw(waiter))
            {
                if (e is OperationCanceledException)
                    throw;
                throw new MemoryBudgetException(waiter.Bytes, TotalBytes, $"{waiter.Bytes} bytes of memory were not free within {wait.TotalSeconds:0.###} s.");
            }
        }

        return new MemoryLease(this, waiter.Bytes);
    }

    private bool Withdraw(Waiter waiter)
    {
        lock (_gate)
        {
            bool waiting = _queue.Remove(waiter);
            // Whoever stood behind a large request may fit now.
            if (waiting)
                Grant();
            return waiting;
        }
    }

    internal void Return(long bytes)
    {
        lock (_gate)
        {
            _free += bytes;
            Grant();
        }
    }

    private void Grant()
    {
        while (_queue.First is { } first && first.Value.Bytes <= _free)
        {
            _free -= first.Value.Bytes;
            _queue.RemoveFirst();
            first.Value.Granted.SetResult();
        }
    }

    private sealed class Waiter(long bytes)
    {
        public long Bytes => bytes;

        public TaskCompletionSource Granted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
