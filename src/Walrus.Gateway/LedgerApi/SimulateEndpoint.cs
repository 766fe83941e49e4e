using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Client.Http;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Gateway.Http;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.LedgerApi;

/// <summary>
/// <c>POST /v1/ledger/simulate</c>: effects and cost of a transaction, signed or not, if it came next; nothing is applied. Certificates are
/// checked like in earnest, which takes time, so simulations run one after the other.
/// </summary>
internal sealed class SimulateEndpoint(LedgerReads reads, LedgerReplica replica, NetworkClock clock) : IDisposable
{
    private const int RunningAndWaiting = 32;

    private readonly RequestGate _gate = new(1, RunningAndWaiting);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/ledger/simulate", reads.Guard(SimulateAsync));

    public void Dispose() => _gate.Dispose();

    private async Task SimulateAsync(HttpContext http)
    {
        byte[] bytes = await TransactionBody.ReadAsync(http);
        using IDisposable pass = await _gate.EnterAsync(http.RequestAborted)
            ?? throw new LedgerRequestException(ErrorStatus.ResourceExhausted, "RESOURCE_EXHAUSTED", "too many simulations are waiting; try again later");
        try
        {
            Transaction transaction = Read(bytes);
            (ulong height, TransactionEffects effects) = replica.Read(machine =>
                (machine.Head.Height, machine.Simulate(transaction, clock.GetUnixMilliseconds())));
            await EffectsJson.SendAsync(http, height, effects);
        }
        catch (LedgerException refused)
        {
            throw new LedgerRequestException(ErrorStatus.FailedPrecondition, refused.Reason, $"the ledger would refuse the transaction: {refused.Message}");
        }
        catch (ProtocolException malformed)
        {
            throw new LedgerRequestException(ErrorStatus.InvalidArgument, "EMalformedTransaction", malformed.Message);
        }
    }

    private static Transaction Read(byte[] bytes)
    {
        BcsReader reader = new(bytes);
        Transaction transaction = Transaction.Read(ref reader);
        return reader.Remaining == 0 ? transaction : SignedTransaction.FromBytes(bytes).Transaction;
    }
}
