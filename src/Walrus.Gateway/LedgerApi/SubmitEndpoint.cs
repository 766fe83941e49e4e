using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Client.Http;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Gateway.Http;
using Walrus.Grains.Contracts.Ledger;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.LedgerApi;

/// <summary>
/// <c>POST /v1/ledger/transactions</c>: orders a signed transaction and answers its effects, whether it succeeded or aborted. The same
/// transaction sent again is answered the same and applied once, so that a client which does not know the outcome just sends it again.
/// </summary>
internal sealed class SubmitEndpoint(LedgerReads reads, LedgerReplica replica, ILedgerOrderer ledger, NetworkClock clock) : IDisposable
{
    private const int Running = 1024;
    private static readonly TimeSpan UnknownOutcomeLimit = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly RequestGate _gate = new(Running, Running);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/ledger/transactions", reads.Guard(SubmitAsync));

    public void Dispose() => _gate.Dispose();

    private async Task SubmitAsync(HttpContext http)
    {
        using IDisposable pass = await _gate.EnterAsync(http.RequestAborted)
            ?? throw new LedgerRequestException(ErrorStatus.ResourceExhausted, "RESOURCE_EXHAUSTED", "too many transactions are on their way; try again later");
        byte[] bytes = await TransactionBody.ReadAsync(http);
        RequireTransaction(bytes);
        SubmissionReply reply = await SendAsync(new LedgerSubmission(bytes), http.RequestAborted);
        if (reply.Refusal is { } refusal)
            throw Refused(refusal);
        await replica.WaitForPositionAsync(reply.Head, http.RequestAborted);
        TransactionEffects effects = BcsFormat.FromBytes<TransactionEffects>(reply.Effects);
        await EffectsJson.SendAsync(http, reads.Height, effects);
    }

    /// <summary>What is no transaction goes no further.</summary>
    private static void RequireTransaction(byte[] bytes)
    {
        try
        {
            _ = SignedTransaction.FromBytes(bytes);
        }
        catch (ProtocolException malformed)
        {
            string reason = malformed is LedgerException refused ? refused.Reason : "EMalformedTransaction";
            throw new LedgerRequestException(ErrorStatus.InvalidArgument, reason, malformed.Message);
        }
    }

    private async Task<SubmissionReply> SendAsync(LedgerSubmission submission, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await ledger.SubmitAsync(submission).WaitAsync(cancellation);
            }
            catch (Exception unknown) when (unknown is not OperationCanceledException || !cancellation.IsCancellationRequested)
            {
                if (clock.GetElapsedTime(started) > UnknownOutcomeLimit)
                    throw LedgerRequestException.Unavailable("OUTCOME_UNKNOWN", "the ledger did not answer; send the same transaction again to learn what became of it");
            }

            await Task.Delay(RetryPause, clock.Underlying, cancellation);
        }
    }

    private static LedgerRequestException Refused(string reason) => new(
        reason switch
        {
            "RESOURCE_EXHAUSTED" => ErrorStatus.ResourceExhausted,
            Reason.EInvalidSignature or Reason.EUnknownCommand or Reason.ETransactionTooLarge or Reason.EWrongNetwork => ErrorStatus.InvalidArgument,
            _ => ErrorStatus.FailedPrecondition,
        },
        reason,
        $"the ledger refused the transaction, which has no effect: {reason}");
}
