namespace Walrus.Gateway.Http;

/// <summary>
/// Bounds how many requests of a route run at once and how many may wait; what comes beyond is turned away at once
/// (HTTP interfaces 3, load limits).
/// </summary>
internal sealed class RequestGate(int running, int runningAndWaiting) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(running, running);
    private int _inside;

    /// <summary>A pass to dispose when the request is done, or null when too many run and wait already.</summary>
    public async ValueTask<IDisposable?> EnterAsync(CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _inside) > runningAndWaiting)
        {
            Interlocked.Decrement(ref _inside);
            return null;
        }

        try
        {
            await _slots.WaitAsync(cancellation);
            return new Pass(this);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref _inside);
            throw;
        }
    }

    public void Dispose() => _slots.Dispose();

    private sealed class Pass(RequestGate gate) : IDisposable
    {
        private RequestGate? _gate = gate;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _gate, null) is not { } open)
                return;
            open._slots.Release();
            Interlocked.Decrement(ref open._inside);
        }
    }
}
