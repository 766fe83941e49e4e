using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Walrus.Client.Http;
using Walrus.Core.Bcs;
using Walrus.Gateway.Http;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Events;
using Walrus.Ledger.Transactions;

namespace Walrus.Gateway.LedgerApi;

/// <summary>
/// <c>GET /v1/ledger/blocks/{height}</c>: header, transactions and events as JSON, or the block itself in BCS. Blocks of any age come from
/// the journal, their events from this process's log; how their transactions ended is known until these expire.
/// </summary>
internal sealed class BlockEndpoint(LedgerReads reads, LedgerReplica replica, LedgerArchive archive, LedgerHistory history) : IDisposable
{
    private const int Running = 8;
    private const int RunningAndWaiting = 64;

    private readonly RequestGate _gate = new(Running, RunningAndWaiting);

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/ledger/blocks/{height}", reads.Read(AnswerAsync));

    public void Dispose() => _gate.Dispose();

    private async Task AnswerAsync(HttpContext http, QueryReader query)
    {
        ulong height = http.Height();
        using IDisposable pass = await _gate.EnterAsync(http.RequestAborted)
            ?? throw new LedgerRequestException(ErrorStatus.ResourceExhausted, "TOO_MANY_REQUESTS", "too many blocks are being read; try again later");
        if (height > reads.Height)
            await reads.TryCatchUpAsync(http.RequestAborted);
        Block block = await archive.FindAsync(height, http.RequestAborted)
            ?? throw LedgerRequestException.NotFound("BLOCK_NOT_FOUND", $"there is no block {height} yet");
        if (LedgerReads.WantsBcs(http.Request))
        {
            await LedgerReads.AnswerBcsAsync(http, reads.Height, BcsFormat.ToBytes(block));
            return;
        }

        List<TransactionEffects?> effects = replica.Read(machine => block.Transactions.Select(signed => machine.FindEffects(signed.Digest)).ToList());
        IReadOnlyList<LedgerEvent>? events = await EventsAsync(block, effects, http.RequestAborted);
        await LedgerReads.AnswerAsync(http, reads.Height, json => BlockJson.Write(json, block, effects, events));
    }

    /// <summary>The block's events, or null when they are not kept here.</summary>
    private async Task<IReadOnlyList<LedgerEvent>?> EventsAsync(Block block, List<TransactionEffects?> effects, CancellationToken cancellation)
    {
        // Block 0 has events without transactions.
        if (block.Header.Height > 0 && !effects.Contains(null))
            return [.. effects.SelectMany(static known => known!.Events)];
        try
        {
            return await history.OfBlockAsync(block.Header.Height, cancellation);
        }
        catch (EventsUnreadableException unreadable)
        {
            throw EventQuery.Unreadable(unreadable);
        }
    }
}
