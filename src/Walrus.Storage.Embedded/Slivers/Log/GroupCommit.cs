namespace Walrus.Storage.Slivers.Log;

/// <summary>Lets many callers share one commit: who comes while one is running gets the next, together with everybody else.</summary>
/// <param name="commit">Makes durable everything that was there when it began.</param>
internal sealed class GroupCommit(Func<Task> commit)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _next;
    private bool _running;

    /// <summary>Completes when a commit that began after this call has ended.</summary>
    public Task JoinAsync()
    {
        lock (_gate)
        {
            _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Task joined = _next.Task;
            if (!_running)
            {
                _running = true;
                _ = Task.Run(RunAsync);
            }
            return joined;
        }
    }

    private async Task RunAsync()
    {
        while (Take() is { } waiting)
        {
            try
            {
                await commit();
                waiting.SetResult();
            }
            catch (Exception error)
            {
                // Every error belongs to those who wait for this commit.
                waiting.SetException(error);
            }
        }
    }

    private TaskCompletionSource? Take()
    {
        lock (_gate)
        {
            TaskCompletionSource? waiting = _next;
            _next = null;
            _running = waiting is not null;
            return waiting;
        }
    }
}
