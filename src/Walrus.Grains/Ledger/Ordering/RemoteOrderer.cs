using Walrus.Client.Http;
using Walrus.Client.Ledger;
using Walrus.Core.Bcs;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Ledger;

/// <summary>Another cluster orders the ledger: transactions go to its gateway.</summary>
public sealed class RemoteOrderer(LedgerClient ledger) : ILedgerOrderer
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<SubmissionReply> SubmitAsync(LedgerSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        try
        {
            TransactionEffects effects = await ledger.SubmitAsync(SignedTransaction.FromBytes(submission.SignedTransaction));
            // The gateway had the block before it answered: up to where it stands now the block is there.
            ulong head = (await ledger.GetInfoAsync()).HeadHeight;
            return new SubmissionReply(null, BcsFormat.ToBytes(effects), RemoteLedgerJournal.PositionAfter(head));
        }
        catch (LedgerApiException refused) when (refused is { Status: ErrorStatus.FailedPrecondition or ErrorStatus.InvalidArgument, Reason: { } reason })
        {
            return new SubmissionReply(reason, null, 0);
        }
    }

    /// <inheritdoc/>
    public Task<long> AdvanceClockAsync(TimeSpan by) =>
        throw new NotSupportedException("The clock of this network is that of the cluster that orders its ledger.");
}
