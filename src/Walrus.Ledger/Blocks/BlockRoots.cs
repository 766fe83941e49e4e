using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;
using Walrus.Ledger.Hashing;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Blocks;

/// <summary>The Merkle roots that a header carries (ledger format).</summary>
internal static class BlockRoots
{
    public static Bytes32 OfTransactions(IEnumerable<TransactionEffects> effects) => MerkleRoot.Of([.. effects.Select(static effect =>
    {
        BcsWriter writer = new();
        writer.Value(effect.Digest);
        writer.Value(effect.Status);
        return writer.ToArray();
    })]);

    public static Bytes32 OfEvents(IEnumerable<LedgerEvent> events) => MerkleRoot.Of([.. events.Select(BcsFormat.ToBytes)]);
}
