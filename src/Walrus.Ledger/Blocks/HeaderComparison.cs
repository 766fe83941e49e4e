using Walrus.Ledger.Errors;

namespace Walrus.Ledger.Blocks;

/// <summary>Finds the first field in which two headers of one height differ.</summary>
internal static class HeaderComparison
{
    public static void RequireEqual(BlockHeader computed, BlockHeader claimed)
    {
        if (computed == claimed)
            return;
        (string Field, bool Same)[] fields =
        [
            ("transaction root", computed.TransactionRoot == claimed.TransactionRoot),
            ("event root", computed.EventRoot == claimed.EventRoot),
            ("availability root", computed.AvailabilityRoot == claimed.AvailabilityRoot),
            ("committee hash", computed.CommitteeHash == claimed.CommitteeHash),
            ("next committee hash", computed.NextCommitteeHash == claimed.NextCommitteeHash),
            ("epoch", computed.Epoch == claimed.Epoch),
        ];
        IEnumerable<string> differing = fields.Where(static field => !field.Same).Select(static field => field.Field);
        throw new LedgerDivergedException(claimed.Height, $"it claims another {string.Join(", ", differing)}");
    }
}
