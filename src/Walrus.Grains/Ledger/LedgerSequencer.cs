using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Transactions;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Orders transactions: signatures are checked off the loop, one writer loop owns the state, one fsync serves all that waited
/// meanwhile. Nobody is answered before the block is durable. A journal that refuses an append ends the sequencer, because
/// somebody else writes or the outcome is unknown; whoever sent a transaction sends it again to its successor.
/// </summary>
internal sealed partial class LedgerSequencer : IAsyncDisposable
{
    /// <summary>Reason of a refusal when too much is waiting.</summary>
    public const string ResourceExhausted = "RESOURCE_EXHAUSTED";

    private readonly ILedgerJournal _journal;
    private readonly NetworkClock _clock;
    private readonly LedgerSequencerOptions _options;
    private readonly ILogger _logger;
    private readonly Channel<Work> _work;
    private readonly NonceQueue _early;
    private readonly CancellationTokenSource _stopping = new();
    private readonly LedgerMachine _machine;
    private Task _loop = Task.CompletedTask;
    private long _head;

    private LedgerSequencer(LedgerMachine machine, long head, ILedgerJournal journal, NetworkClock clock, LedgerSequencerOptions options, ILogger logger)
    {
        (_machine, _head, _journal, _clock, _options, _logger) = (machine, head, journal, clock, options, logger);
        _early = new NonceQueue(options.EarlyPerAccount);
        _work = Channel.CreateBounded<Work>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
    }

    private abstract record Work
    {
        public sealed record Order(PendingSubmission Submission) : Work;

        public sealed record MoveClock(TimeSpan By, TaskCompletionSource<long> Done) : Work;
    }

    /// <summary>Number of durable journal entries.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>Ends when the sequencer can no longer write.</summary>
    public Task Completion => _loop;

    /// <summary>Becomes the writer of the journal, founds the network if the journal is empty, and catches up.</summary>
    public static async Task<LedgerSequencer> StartAsync(
        ILedgerJournal journal, LedgerFounding founding, NetworkClock clock, LedgerSequencerOptions options, ILogger logger, CancellationToken cancellation)
    {
        await founding.FoundAsync(journal, cancellation);
        LedgerFollower follower = new(founding, clock);
        await foreach (JournalRecord record in journal.ReadAsync(0, cancellation))
            follower.Apply(record);
        LedgerSequencer sequencer = new(follower.Machine, follower.Position, journal, clock, options, logger);
        sequencer._loop = Task.Run(sequencer.RunAsync, CancellationToken.None);
        return sequencer;
    }

    /// <summary>Orders one signed transaction; answers once it is durable, or refused.</summary>
    public async Task<SubmissionReply> SubmitAsync(byte[] signedTransaction)
    {
        SignedTransaction transaction;
        try
        {
            transaction = SignedTransaction.FromBytes(signedTransaction);
        }
        catch (ProtocolException malformed)
        {
            return new SubmissionReply(malformed is LedgerException { Reason: { } reason } ? reason : "EMalformedTransaction", null, Head);
        }

        if (!await Task.Run(() => transaction.HasValidSignature))
            return new SubmissionReply(Reason.EInvalidSignature, null, Head);
        PendingSubmission submission = new(transaction, _clock.GetTimestamp());
        if (!_work.Writer.TryWrite(new Work.Order(submission)))
            return new SubmissionReply(ResourceExhausted, null, Head);
        return await submission.Reply;
    }

    /// <summary>Moves the network's clock, durably.</summary>
    public async Task<long> AdvanceClockAsync(TimeSpan by)
    {
        TaskCompletionSource<long> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _work.Writer.WriteAsync(new Work.MoveClock(by, done));
        return await done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _work.Writer.TryComplete();
        await _stopping.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        TimeSpan idle = TimeSpan.FromMilliseconds(Math.Min(_options.IdleBlock.TotalMilliseconds, _machine.Genesis.EpochDurationMs / 50.0));
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                await WaitForWorkAsync(idle);
                await WriteBlockAsync();
            }
        }
        catch (Exception failure) when (!_stopping.IsCancellationRequested)
        {
            Log.Stopped(_logger, failure);
            FailAll(failure);
            throw;
        }
        finally
        {
            FailAll(new OperationCanceledException("The ledger's orderer stopped; send again."));
        }
    }

    /// <summary>Returns when there is work, when the network was idle for long enough, or when an early nonce waited too long.</summary>
    private async Task WaitForWorkAsync(TimeSpan idle)
    {
        using CancellationTokenSource wake = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        Task<bool> work = _work.Reader.WaitToReadAsync(wake.Token).AsTask();
        Task overdue = Task.Delay(_early.Count > 0 ? _options.EarlyNonceWait : Timeout.InfiniteTimeSpan, _clock.Underlying, wake.Token);
        await Task.WhenAny(work, overdue, Task.Delay(idle, _clock, wake.Token));
        await wake.CancelAsync();
        await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteBlockAsync()
    {
        List<PendingSubmission> batch = [];
        List<ReadOnlyMemory<byte>> entries = [];
        List<TaskCompletionSource<long>> clockMoves = [];
        Collect(batch, entries, clockMoves);
        RefuseOverdue();

        ProducedBlock produced = _machine.Produce([.. batch.Select(static submission => submission.Transaction)], _clock.GetUnixMilliseconds());
        entries.Add(BcsFormat.ToBytes<JournalEntry>(new JournalEntry.Appended(produced.Block)));
        try
        {
            Volatile.Write(ref _head, await _journal.AppendAsync(_head, entries, _stopping.Token));
        }
        catch (Exception failure)
        {
            // The machine is ahead of the journal: nothing of this batch may be answered as done.
            foreach (PendingSubmission submission in batch)
                submission.Fail(failure);
            foreach (TaskCompletionSource<long> move in clockMoves)
                move.TrySetException(failure);
            throw;
        }

        Answer(batch, produced);
        foreach (TaskCompletionSource<long> move in clockMoves)
            move.TrySetResult(Head);
    }

    private void Answer(List<PendingSubmission> batch, ProducedBlock produced)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            TransactionOutcome outcome = produced.Outcomes[i];
            batch[i].Answer(new SubmissionReply(outcome.RefusalReason, outcome.Effects is { } effects ? BcsFormat.ToBytes(effects) : null, Head));
        }
    }

    private void Collect(List<PendingSubmission> batch, List<ReadOnlyMemory<byte>> entries, List<TaskCompletionSource<long>> clockMoves)
    {
        BatchNonces next = new(_machine);
        long bytes = 0;
        while (batch.Count < _options.TransactionsPerBlock && bytes < _options.BytesPerBlock && _work.Reader.TryRead(out Work? work))
        {
            switch (work)
            {
                case Work.MoveClock move:
                    _clock.RaiseOffset(_clock.Offset + move.By);
                    entries.Add(BcsFormat.ToBytes<JournalEntry>(new JournalEntry.ClockMoved(_clock.Offset)));
                    clockMoves.Add(move.Done);
                    break;
                case Work.Order order:
                    bytes += Admit(order.Submission, next, batch);
                    break;
            }
        }
    }

    /// <summary>Puts a transaction, and those that waited for it, into the batch; or holds it; or answers it at once.</summary>
    private long Admit(PendingSubmission submission, BatchNonces next, List<PendingSubmission> batch)
    {
        if (_machine.FindEffects(submission.Transaction.Digest) is { } known)
        {
            submission.Answer(new SubmissionReply(null, BcsFormat.ToBytes(known), Head));
            return 0;
        }

        if (submission.Nonce > next.Of(submission.Sender))
        {
            if (!_early.TryHold(submission))
                submission.Refuse(ResourceExhausted, Head);
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

    private void RefuseOverdue()
    {
        if (_early.Count == 0)
            return;
        long oldest = _clock.GetTimestamp() - (long)(_options.EarlyNonceWait.TotalSeconds * _clock.TimestampFrequency);
        foreach (PendingSubmission overdue in _early.TakeOlderThan(oldest))
            overdue.Refuse(Reason.EWrongNonce, Head);
    }

    private void FailAll(Exception failure)
    {
        _work.Writer.TryComplete();
        while (_work.Reader.TryRead(out Work? work))
        {
            if (work is Work.Order order)
                order.Submission.Fail(failure);
            else if (work is Work.MoveClock move)
                move.Done.TrySetException(failure);
        }

        foreach (PendingSubmission early in _early.TakeOlderThan(long.MaxValue))
            early.Fail(failure);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger's orderer stops: its journal refused an append.")]
        public static partial void Stopped(ILogger logger, Exception failure);
    }
}
