using System.Threading.Channels;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Checks submissions before they are ordered, one worker to each processor. A worker takes a few at a time and then queues up
/// behind whatever else the process has to do: checks are most of the ledger's work, and must not hold up the rest of it.
/// </summary>
internal sealed class SubmissionChecks
{
    private const int PerTurn = 16;

    private readonly Channel<PendingSubmission> _arrived;
    private readonly Action<PendingSubmission> _check;
    private readonly Task[] _workers;

    /// <summary>Begins to work.</summary>
    /// <param name="capacity">Submissions that may wait.</param>
    /// <param name="workers">How many are checked at once.</param>
    /// <param name="check">Checks one and sends it on. Must not throw.</param>
    public SubmissionChecks(int capacity, int workers, Action<PendingSubmission> check)
    {
        _arrived = Channel.CreateBounded<PendingSubmission>(capacity);
        _check = check;
        _workers = [.. Enumerable.Range(0, workers).Select(_ => Task.Run(WorkAsync))];
    }

    /// <summary>Queues a submission; false when too many wait, or none is taken any more.</summary>
    public bool TryAdd(PendingSubmission submission) => _arrived.Writer.TryWrite(submission);

    /// <summary>How many wait to be checked.</summary>
    public int Waiting => _arrived.Reader.Count;

    /// <summary>Takes no more, and returns when all that were taken are checked.</summary>
    public Task CompleteAsync()
    {
        _arrived.Writer.TryComplete();
        return Task.WhenAll(_workers);
    }

    private async Task WorkAsync()
    {
        while (await _arrived.Reader.WaitToReadAsync())
        {
            for (int taken = 0; taken < PerTurn && _arrived.Reader.TryRead(out PendingSubmission? submission); taken++)
                _check(submission);
            await Task.Yield();
        }
    }
}
