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
/// the journal; what their transactions did is known until these expire.
/// </summary>
internal sealed class BlockEndpoint(LedgerReads reads, LedgerReplica replica, LedgerArchive archive) : IDisposable
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
            await LedgerReads.AnswerBcsAsync(http, reads.Height, BcsFormat.ToBytes(block));
        else
            await LedgerReads.AnswerAsync(http, reads.Height, json => BlockJson.Write(json, block, Effects(block), Events(block)));
    }

    /// <summary>What became of each transaction; null for those that have expired.</summary>
    private List<TransactionEffects?> Effects(Block block) =>
        replica.Read(machine => block.Transactions.Select(signed => machine.FindEffects(signed.Digest)).ToList());

    /// <summary>The block's events, or null when they are no longer known.</summary>
    private List<LedgerEvent>? Events(Block block)
    {
        if (block.Header.Height == 0)
            return replica.Read(static machine => machine.FirstRetainedEvent > 0 ? null : machine.Events(0, 64).Where(static item => item.Height == 0).ToList());
        List<TransactionEffects?> effects = Effects(block);
        return effects.Contains(null) ? null : [.. effects.SelectMany(static known => known!.Events)];
    }
}
