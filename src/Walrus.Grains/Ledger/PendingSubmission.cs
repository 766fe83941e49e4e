using Walrus.Core;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Ledger;

/// <summary>A transaction on its way into a block.</summary>
/// <param name="bytes">The signed transaction, as it came.</param>
/// <param name="arrived">Timestamp of arrival.</param>
internal sealed class PendingSubmission(byte[] bytes, long arrived)
{
    /// <summary>Reason of a refusal when the bytes are no transaction.</summary>
    public const string Malformed = "EMalformedTransaction";

    private readonly TaskCompletionSource<SubmissionReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SignedTransaction? _transaction;

    /// <summary>The transaction, once <see cref="Check"/> found nothing against it.</summary>
    public SignedTransaction Transaction => _transaction ?? throw new InvalidOperationException("The submission was not checked.");

    /// <summary>Timestamp of arrival, to bound how long an early nonce waits for the ones before it.</summary>
    public long Arrived { get; } = arrived;

    public Task<SubmissionReply> Reply => _reply.Task;

    public Address Sender => Transaction.Transaction.Sender;

    public ulong Nonce => Transaction.Transaction.Nonce;

    /// <summary>Decodes the transaction and checks its signature, which is most of what it costs: on any thread, before it is ordered.</summary>
    /// <returns>The reason to refuse it, or null.</returns>
    public string? Check()
    {
        try
        {
            _transaction = SignedTransaction.FromBytes(bytes);
        }
        catch (ProtocolException malformed)
        {
            return malformed is LedgerException { Reason: { } reason } ? reason : Malformed;
        }

        return _transaction.HasValidSignature ? null : Reason.EInvalidSignature;
    }

    /// <summary>It is in a block, with these effects; <paramref name="head"/> journal entries include it.</summary>
    public void Answer(ReadOnlySpan<byte> effects, long head) => _reply.TrySetResult(new SubmissionReply(null, effects.ToArray(), head));

    public void Refuse(string reason, long head) => _reply.TrySetResult(new SubmissionReply(reason, null, head));

    public void Fail(Exception exception) => _reply.TrySetException(exception);

    /// <summary>It is a transaction that already waits, sent once more: what becomes of <paramref name="first"/> is the answer to both.</summary>
    public void ReplyAs(PendingSubmission first) => ReplyAsAsync(first).Ignore();

    private async Task ReplyAsAsync(PendingSubmission first)
    {
        try
        {
            _reply.TrySetResult(await first.Reply);
        }
        catch (Exception failure)
        {
            _reply.TrySetException(failure);
        }
    }
}
