using System.Runtime.ExceptionServices;

namespace Walrus.Client.Work;

/// <summary>
/// Runs computations on the thread pool, only so many at a time, so that encoding and verification never starve the
/// threads that serve requests. One per process. Safe for concurrent use.
/// </summary>
public sealed class BoundedWork : IDisposable
{
    private readonly SemaphoreSlim _slots;

    /// <summary>At most <paramref name="slots"/> computations at a time; the number of processors by default.</summary>
    public BoundedWork(int? slots = null)
    {
        Slots = slots ?? Environment.ProcessorCount;
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Slots, nameof(slots));
        _slots = new SemaphoreSlim(Slots);
    }

    /// <summary>How many run at a time.</summary>
    public int Slots { get; }

    /// <summary>How many run now.</summary>
    internal int Running => Slots - _slots.CurrentCount;

    /// <summary>Runs <paramref name="work"/> when a slot is free.</summary>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _slots.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(work, cancellation).ConfigureAwait(false);
        }
        catch (AggregateException e)
        {
            // Work on several threads fails on several; the first failure is the cause.
            ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
            throw;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Runs <paramref name="work"/> when a slot is free.</summary>
    public Task RunAsync(Action work, CancellationToken cancellation) => RunAsync(
        () =>
        {
            work();
            return true;
        },
        cancellation);

    /// <inheritdoc/>
    public void Dispose() => _slots.Dispose();
}
