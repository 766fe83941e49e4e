using Walrus.Client.StorageNodes;

namespace Walrus.Client.Reading;

/// <summary>
/// Collects a number of answers from more candidates than that: asks as many as needed, others when some fail, and
/// others as well when some are slow.
/// </summary>
/// <param name="needed">Answers wanted.</param>
/// <param name="parallel">Requests under way at a time, except for those that stand in for slow ones.</param>
/// <param name="slowAfter">Time without any answer after which more are asked.</param>
/// <param name="time">The clock.</param>
/// <param name="discard">Takes answers that are not used.</param>
internal sealed class Gathering<T>(int needed, int parallel, TimeSpan slowAfter, TimeProvider time, Action<T> discard)
{
    private readonly List<T> _answers = [];
    private readonly HashSet<Task<T>> _running = [];

    /// <summary>What the candidates that failed failed with.</summary>
    public List<StorageNodeException> Failures { get; } = [];

    /// <summary>The answers, or null when the candidates do not suffice.</summary>
    public async Task<IReadOnlyList<T>?> RunAsync(IEnumerable<Func<CancellationToken, Task<T>>> candidates, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using IEnumerator<Func<CancellationToken, Task<T>>> waiting = candidates.GetEnumerator();
        bool complete = false;
        try
        {
            Ask(waiting, Math.Min(parallel, needed), stop.Token);
            while (_answers.Count < needed && _running.Count > 0)
                await TakeNextAsync(waiting, stop.Token).ConfigureAwait(false);
            complete = _answers.Count == needed;
            return complete ? _answers : null;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await AbandonAsync(keepAnswers: complete).ConfigureAwait(false);
        }
    }

    private async Task TakeNextAsync(IEnumerator<Func<CancellationToken, Task<T>>> waiting, CancellationToken cancellation)
    {
        Task<T> first;
        try
        {
            first = await Task.WhenAny(_running).WaitAsync(slowAfter, time, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Those under way may still answer; as many again are asked beside them.
            Ask(waiting, _running.Count + Math.Min(parallel, needed - _answers.Count), cancellation);
            return;
        }

        _running.Remove(first);
        try
        {
            _answers.Add(await first.ConfigureAwait(false));
        }
        catch (StorageNodeException e)
        {
            Failures.Add(e);
        }

        Ask(waiting, Math.Min(parallel, needed - _answers.Count), cancellation);
    }

    private void Ask(IEnumerator<Func<CancellationToken, Task<T>>> waiting, int upTo, CancellationToken cancellation)
    {
        while (_running.Count < upTo && waiting.MoveNext())
            _running.Add(waiting.Current(cancellation));
    }

    private async Task AbandonAsync(bool keepAnswers)
    {
        foreach (Task<T> task in _running)
        {
            await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (task.IsCompletedSuccessfully)
                discard(task.Result);
        }

        if (!keepAnswers)
            _answers.ForEach(discard);
    }
}
