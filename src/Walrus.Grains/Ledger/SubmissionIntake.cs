using System.Threading.Channels;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Errors;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Where submissions wait for a block: checked off the loop, on any thread, and then in the order of each account's nonces. What is
/// too much is refused, and leaves nothing behind. Anybody may hand something in; one loop takes it out.
/// </summary>
internal sealed class SubmissionIntake
{
    /// <summary>Reason of a refusal when too much is waiting.</summary>
    public const string ResourceExhausted = "RESOURCE_EXHAUSTED";

    private readonly LedgerSequencerOptions _options;
    private readonly NetworkClock _clock;
    private readonly CertificateChecks _certificates;
    private readonly Func<long> _head;
    private readonly SubmissionChecks _checks;
    private readonly Channel<Work> _work;
    private readonly NonceQueue _early;
    private volatile bool _closed;

    /// <summary>Opens the intake.</summary>
    /// <param name="certificates">Checks certificates ahead.</param>
    /// <param name="clock">The network's clock.</param>
    /// <param name="options">How much may wait.</param>
    /// <param name="head">Number of durable journal entries, which every answer says.</param>
    public SubmissionIntake(CertificateChecks certificates, NetworkClock clock, LedgerSequencerOptions options, Func<long> head)
    {
        (_certificates, _clock, _options, _head) = (certificates, clock, options, head);
        _early = new NonceQueue(options.EarlyPerAccount);
        _work = Channel.CreateBounded<Work>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        _checks = new SubmissionChecks(options.QueueLength, Environment.ProcessorCount, Check);
    }

    /// <summary>One of the two: a transaction, or a move of the clock.</summary>
    private readonly record struct Work(PendingSubmission? Submission, ClockMove? Move);

    /// <summary>Takes a signed transaction in, or refuses it.</summary>
    public void Submit(PendingSubmission submission)
    {
        if (!_checks.TryAdd(submission))
            submission.Refuse(ResourceExhausted, _head());
    }

    /// <summary>Takes a move of the clock in; waits while too much does.</summary>
    public ValueTask MoveClockAsync(ClockMove move) => _work.Writer.WriteAsync(new Work(null, move));

    /// <summary>Returns when there is work, when the network was idle for long enough, or when an early nonce waited too long.</summary>
    public async Task WaitAsync(TimeSpan idle, CancellationToken stopping)
    {
        if (!_work.Reader.TryPeek(out _))
            await WaitForWorkAsync(idle, stopping);
        // A block costs a sync, however much is in it: what is about to be checked comes along.
        if (_checks.Waiting > 0 && _work.Reader.Count < _options.TransactionsToWaitFor)
            await Task.Delay(_options.GatheringWait, _clock.Underlying, stopping);
    }

    private async Task WaitForWorkAsync(TimeSpan idle, CancellationToken stopping)
    {
        using CancellationTokenSource wake = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        Task<bool> work = _work.Reader.WaitToReadAsync(wake.Token).AsTask();
        Task overdue = Task.Delay(_early.Count > 0 ? _options.EarlyNonceWait : Timeout.InfiniteTimeSpan, _clock.Underlying, wake.Token);
        await Task.WhenAny(work, overdue, Task.Delay(idle, _clock, wake.Token));
        await wake.CancelAsync();
        await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Puts what is there into a batch, as far as a block holds it, and refuses what waited too long for an earlier nonce.</summary>
    /// <param name="machine">The ledger at the head.</param>
    /// <param name="batch">An empty batch.</param>
    public void Collect(LedgerMachine machine, BlockBatch batch)
    {
        BatchNonces next = new(machine);
        long bytes = 0;
        while (batch.Count < _options.TransactionsPerBlock && bytes < _options.BytesPerBlock && _work.Reader.TryRead(out Work work))
        {
            if (work.Submission is { } submission)
                bytes += Admit(submission, machine, next, batch);
            else
                batch.Add(work.Move!, _clock);
        }

        RefuseOverdue();
    }

    /// <summary>Takes nothing any more, and fails what waits.</summary>
    public void Close(Exception failure)
    {
        _closed = true;
        _work.Writer.TryComplete();
        while (_work.Reader.TryRead(out Work work))
        {
            work.Submission?.Fail(failure);
            work.Move?.Done.TrySetException(failure);
        }

        foreach (PendingSubmission early in _early.TakeOlderThan(long.MaxValue))
            early.Fail(failure);
    }

    /// <summary>Takes nothing any more, and wakes the loop.</summary>
    public void StopTaking() => _work.Writer.TryComplete();

    /// <summary>Returns when everything that was taken in is checked.</summary>
    public Task CompleteAsync() => _checks.CompleteAsync();

    private void Check(PendingSubmission submission)
    {
        if (submission.Check() is { } refusal)
        {
            submission.Refuse(refusal, _head());
            return;
        }

        _certificates.CheckAhead(submission.Transaction);
        if (_work.Writer.TryWrite(new Work(submission, null)))
            return;
        if (_closed)
            submission.Fail(LedgerSequencer.Stopped());
        else
            submission.Refuse(ResourceExhausted, _head());
    }

    /// <summary>Puts a transaction, and those that waited for it, into the batch; or holds it; or answers it at once.</summary>
    private long Admit(PendingSubmission submission, LedgerMachine machine, BatchNonces next, BlockBatch batch)
    {
        ReadOnlySpan<byte> known = machine.FindEffectsBytes(submission.Transaction.Digest);
        if (!known.IsEmpty)
        {
            submission.Answer(known, _head());
            return 0;
        }

        if (submission.Nonce > next.Of(submission.Sender))
        {
            Hold(submission);
            return 0;
        }

        long bytes = 0;
        for (PendingSubmission? ready = submission; ready is not null; ready = _early.Take(ready.Sender, next.Of(ready.Sender)))
        {
            batch.Add(ready);
            bytes += ready.Transaction.Transaction.Bytes.Length;
            next.Advance(ready);
        }

        return bytes;
    }

    private void Hold(PendingSubmission submission)
    {
        if (_early.Find(submission.Sender, submission.Nonce) is { } held)
        {
            if (held.Transaction.Digest == submission.Transaction.Digest)
                submission.ReplyAs(held);
            else
                submission.Refuse(Reason.EWrongNonce, _head());
        }
        else if (!_early.TryHold(submission))
        {
            submission.Refuse(ResourceExhausted, _head());
        }
    }

    private void RefuseOverdue()
    {
        if (_early.Count == 0)
            return;
        long oldest = _clock.GetTimestamp() - (long)(_options.EarlyNonceWait.TotalSeconds * _clock.TimestampFrequency);
        foreach (PendingSubmission overdue in _early.TakeOlderThan(oldest))
            overdue.Refuse(Reason.EWrongNonce, _head());
    }
}
