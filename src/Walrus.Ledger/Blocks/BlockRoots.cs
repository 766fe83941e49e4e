using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;
using Walrus.Ledger.Hashing;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Blocks;

/// <summary>The Merkle roots that a header carries (ledger format).</summary>
internal static class BlockRoots
{
    public static Bytes32 OfTransactions(IEnumerable<TransactionEffects> effects)
    {
        MerkleLeaves leaves = new();
        foreach (TransactionEffects effect in effects)
        {
            leaves.Add(effect, static (writer, item) =>
            {
                writer.Value(item.Digest);
                writer.Value(item.Status);
            });
        }

        return leaves.Root();
    }

    public static Bytes32 OfEvents(IEnumerable<LedgerEvent> events)
    {
        MerkleLeaves leaves = new();
        foreach (LedgerEvent item in events)
            leaves.Add(item, static (writer, value) => value.Write(writer));
        return leaves.Root();
    }
}
