using System.Threading.Channels;
using Microsoft.Extensions.Logging;
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
/// Orders transactions: signatures are checked off the loop, one writer loop makes the blocks, one fsync serves all that waited
/// meanwhile. A block is executed on the process's replica, and becomes part of it, and is answered, only when it is durable.
/// A journal that refuses an append ends the sequencer, because somebody else writes or the outcome is unknown; whoever sent a
/// transaction sends it again to its successor.
/// </summary>
internal sealed partial class LedgerSequencer : IAsyncDisposable
{
    /// <summary>Reason of a refusal when too much is waiting.</summary>
    public const string ResourceExhausted = "RESOURCE_EXHAUSTED";

    private readonly ILedgerJournal _journal;
    private readonly LedgerLead _lead;
    private readonly NetworkClock _clock;
    private readonly LedgerSequencerOptions _options;
    private readonly ILogger _logger;
    private readonly CertificateChecks _certificates;
    private readonly SubmissionChecks _checks;
    private readonly Channel<Work> _work;
    private readonly NonceQueue _early;
    private readonly CancellationTokenSource _stopping;

    // The bytes of the block that is being appended; its buffer serves all blocks.
    private readonly BcsWriter _entry = new(1 << 20);
    private Task _loop = Task.CompletedTask;
    private volatile bool _closed;
    private long _head;

    private LedgerSequencer(
        ILedgerJournal journal, LedgerLead lead, CertificateChecks certificates, NetworkClock clock, LedgerSequencerOptions options, ILogger logger)
    {
        (_journal, _lead, _certificates, _clock, _options, _logger) = (journal, lead, certificates, clock, options, logger);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(lead.Ending);
        _head = lead.Position;
        _early = new NonceQueue(options.EarlyPerAccount);
        _work = Channel.CreateBounded<Work>(new BoundedChannelOptions(options.QueueLength) { SingleReader = true });
        _checks = new SubmissionChecks(options.QueueLength, Environment.ProcessorCount, Check);
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

    private LedgerMachine Machine => _lead.Machine;

    /// <summary>Becomes the writer of the journal, founds the network if the journal is empty, and catches up.</summary>
    public static async Task<LedgerSequencer> StartAsync(
        ILedgerJournal journal, LedgerFounding founding, LedgerReplica replica, NetworkClock clock, LedgerSequencerOptions options, ILogger logger, CancellationToken cancellation)
    {
        await founding.FoundAsync(journal, cancellation);
        LedgerLead lead = await replica.LeadAsync(cancellation);
        LedgerSequencer sequencer = new(journal, lead, new CertificateChecks(replica, founding.Certificates), clock, options, logger);
        sequencer._loop = Task.Run(sequencer.RunAsync, CancellationToken.None);
        return sequencer;
    }

    /// <summary>Orders one signed transaction; answers once it is durable, or refused.</summary>
    public Task<SubmissionReply> SubmitAsync(byte[] signedTransaction)
    {
        PendingSubmission submission = new(signedTransaction, _clock.GetTimestamp());
        if (!_checks.TryAdd(submission))
            submission.Refuse(ResourceExhausted, Head);
        return submission.Reply;
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
        await _checks.CompleteAsync();
        _stopping.Dispose();
    }

    private void Check(PendingSubmission submission)
    {
        if (submission.Check() is { } refusal)
        {
            submission.Refuse(refusal, Head);
            return;
        }

        _certificates.CheckAhead(submission.Transaction);
        if (_work.Writer.TryWrite(new Work.Order(submission)))
            return;
        if (_closed)
            submission.Fail(Stopped());
        else
            submission.Refuse(ResourceExhausted, Head);
    }

    private async Task RunAsync()
    {
        TimeSpan idle = TimeSpan.FromMilliseconds(Math.Min(_options.IdleBlock.TotalMilliseconds, Machine.Genesis.EpochDurationMs / 50.0));
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
            FailAll(Stopped());
            await _journal.ReleaseWriterAsync();
            _lead.Dispose();
        }
    }

    /// <summary>Returns when there is work, when the network was idle for long enough, or when an early nonce waited too long.</summary>
    private async Task WaitForWorkAsync(TimeSpan idle)
    {
        if (_work.Reader.TryPeek(out _))
            return;
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

        PreparedBlock block = Machine.Prepare([.. batch.Select(static submission => submission.Transaction)], _clock.GetUnixMilliseconds());
        ReadOnlyMemory<byte> entry = Encode(block.Produced.Block);
        entries.Add(entry);
        try
        {
            long head = await _journal.AppendAsync(_head, entries, _stopping.Token);
            await _lead.CommitAsync(block, head, entry.Length);
            Volatile.Write(ref _head, head);
        }
        catch (Exception failure)
        {
            // What was not durable when it failed may be answered as neither done nor refused.
            foreach (PendingSubmission submission in batch)
                submission.Fail(failure);
            foreach (TaskCompletionSource<long> move in clockMoves)
                move.TrySetException(failure);
            throw;
        }

        Answer(batch, block.Produced);
        foreach (TaskCompletionSource<long> move in clockMoves)
            move.TrySetResult(Head);
    }

    private ReadOnlyMemory<byte> Encode(Block block)
    {
        _entry.Clear();
        new JournalEntry.Appended(block).Write(_entry);
        return _entry.Written;
    }

    private void Answer(List<PendingSubmission> batch, ProducedBlock produced)
    {
        for (int i = 0; i < batch.Count; i++)
        {
            TransactionOutcome outcome = produced.Outcomes[i];
            if (outcome.Effects is null)
                batch[i].Refuse(outcome.RefusalReason!, Head);
            else
                AnswerKnown(batch[i], BytesOf(outcome.Effects));
        }
    }

    /// <summary>Effects as the machine keeps them, unless the block also began an epoch in which the transaction has expired.</summary>
    private ReadOnlySpan<byte> BytesOf(TransactionEffects effects)
    {
        ReadOnlySpan<byte> kept = Machine.FindEffectsBytes(effects.Digest);
        return kept.IsEmpty ? BcsFormat.ToBytes(effects) : kept;
    }

    private void AnswerKnown(PendingSubmission submission, ReadOnlySpan<byte> effects) =>
        submission.Answer(new SubmissionReply(null, effects.ToArray(), Head));

    private void Collect(List<PendingSubmission> batch, List<ReadOnlyMemory<byte>> entries, List<TaskCompletionSource<long>> clockMoves)
    {
        BatchNonces next = new(Machine);
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
        ReadOnlySpan<byte> known = Machine.FindEffectsBytes(submission.Transaction.Digest);
        if (!known.IsEmpty)
        {
            AnswerKnown(submission, known);
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
        _closed = true;
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

    private static OperationCanceledException Stopped() => new("The ledger's orderer stopped; send again.");

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger's orderer stops: its journal refused an append.")]
        public static partial void Stopped(ILogger logger, Exception failure);
    }
}
