using Walrus.Client.Auditing;
using Walrus.Client.Ledger;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.Networks;

namespace Walrus.Cli.Verification;

/// <summary>A ledger that a gateway serves, up to the head that it has when the check begins.</summary>
internal static class GatewayLedger
{
    private const int FetchedAhead = 8;

    public static async Task<LedgerAuditReport> VerifyAsync(LedgerClient ledger, Genesis? expected, CancellationToken cancellation)
    {
        Genesis genesis = await ledger.GetGenesisAsync(cancellation);
        GenesisChoice.Require(genesis, expected);
        ulong head = (await ledger.GetInfoAsync(cancellation)).HeadHeight;
        LedgerAudit audit = new(genesis);
        Queue<Task<Block>> coming = new();
        for (ulong next = 1; audit.Height < head;)
        {
            while (coming.Count < FetchedAhead && next <= head)
                coming.Enqueue(ledger.GetBlockAsync(next++, cancellation));
            if (audit.Apply(await coming.Dequeue()) is { } turn && await FindHandoverAsync(ledger, turn, cancellation) is { } handover)
                audit.Check(turn, handover);
        }

        return audit.Finish();
    }

    private static async Task<CommitteeHandover?> FindHandoverAsync(LedgerClient ledger, EpochTurn turn, CancellationToken cancellation)
    {
        try
        {
            return await ledger.GetHandoverAsync(turn.Header.Epoch, cancellation);
        }
        catch (LedgerApiException missing) when (missing.Code == System.Net.HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
