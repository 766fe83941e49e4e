using Microsoft.Extensions.Logging;
using Walrus.Core.Bcs;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Journals;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Ledger;

/// <summary>
/// Orders transactions: one writer loop makes blocks of what the intake has, one fsync serves all that waited meanwhile. A block is
/// executed on the process's replica, and becomes part of it, and is answered, only when it is durable. A journal that refuses an
/// append ends the sequencer, because somebody else writes or the outcome is unknown; whoever sent a transaction sends it again to
/// its successor.
/// </summary>
internal sealed partial class LedgerSequencer : IAsyncDisposable
{
    private readonly ILedgerJournal _journal;
    private readonly LedgerLead _lead;
    private readonly NetworkClock _clock;
    private readonly LedgerSequencerOptions _options;
    private readonly ILogger _logger;
    private readonly SubmissionIntake _intake;
    private readonly CancellationTokenSource _stopping;

    // The bytes of the block that is being appended; its buffer serves all blocks.
    private readonly BcsWriter _entry = new(1 << 20);
    private Task _loop = Task.CompletedTask;
    private long _head;

    private LedgerSequencer(
        ILedgerJournal journal, LedgerLead lead, CertificateChecks certificates, NetworkClock clock, LedgerSequencerOptions options, ILogger logger)
    {
        (_journal, _lead, _clock, _options, _logger) = (journal, lead, clock, options, logger);
        _stopping = CancellationTokenSource.CreateLinkedTokenSource(lead.Ending);
        _head = lead.Position;
        _intake = new SubmissionIntake(certificates, clock, options, () => Head);
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
        LedgerLead lead = await replica.LeadAsync(founding, cancellation);
        LedgerSequencer sequencer = new(journal, lead, new CertificateChecks(replica, founding.Certificates), clock, options, logger);
        sequencer._loop = Task.Run(sequencer.RunAsync, CancellationToken.None);
        return sequencer;
    }

    /// <summary>Orders one signed transaction; answers once it is durable, or refused.</summary>
    public Task<SubmissionReply> SubmitAsync(byte[] signedTransaction)
    {
        PendingSubmission submission = new(signedTransaction, _clock.GetTimestamp());
        _intake.Submit(submission);
        return submission.Reply;
    }

    /// <summary>Moves the network's clock, durably.</summary>
    public async Task<long> AdvanceClockAsync(TimeSpan by)
    {
        ClockMove move = new(by, new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        await _intake.MoveClockAsync(move);
        return await move.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        _intake.StopTaking();
        await _stopping.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _intake.CompleteAsync();
        _stopping.Dispose();
    }

    /// <summary>What whoever waits is told when the sequencer has ended.</summary>
    public static OperationCanceledException Stopped() => new("The ledger's orderer stopped; send again.");

    private async Task RunAsync()
    {
        TimeSpan idle = TimeSpan.FromMilliseconds(Math.Min(_options.IdleBlock.TotalMilliseconds, Machine.Genesis.EpochDurationMs / 50.0));
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                await _intake.WaitAsync(idle, _stopping.Token);
                await WriteBlockAsync();
            }
        }
        catch (Exception failure) when (!_stopping.IsCancellationRequested)
        {
            Log.Stopped(_logger, failure);
            _intake.Close(failure);
            throw;
        }
        finally
        {
            _intake.Close(Stopped());
            await _journal.ReleaseWriterAsync();
            _lead.Dispose();
        }
    }

    private async Task WriteBlockAsync()
    {
        BlockBatch batch = new();
        _intake.Collect(Machine, batch);
        PreparedBlock block = Machine.Prepare(batch.Transactions, _clock.GetUnixMilliseconds());
        ReadOnlyMemory<byte> entry = Encode(block.Produced.Block);
        batch.Entries.Add(entry);
        try
        {
            long head = await _journal.AppendAsync(_head, batch.Entries, _stopping.Token);
            await _lead.CommitAsync(block, head, entry.Length);
            Volatile.Write(ref _head, head);
        }
        catch (Exception failure)
        {
            batch.Fail(failure);
            throw;
        }

        batch.Answer(block.Produced, Machine, Head);
    }

    private ReadOnlyMemory<byte> Encode(Block block)
    {
        _entry.Clear();
        new JournalEntry.Appended(block).Write(_entry);
        return _entry.Written;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger's orderer stops: its journal refused an append.")]
        public static partial void Stopped(ILogger logger, Exception failure);
    }
}
