namespace Walrus.Storage.Journals;

/// <summary>Wakes everybody who waits for the journal to grow.</summary>
internal sealed class AppendSignal
{
    private volatile TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next <see cref="Set"/>. Take it before looking at the head, and no append can be missed.</summary>
    public Task Next => _next.Task;

    /// <summary>Says that the head has moved, or that the journal was closed.</summary>
    public void Set() =>
        Interlocked.Exchange(ref _next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
