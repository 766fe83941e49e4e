using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;
using Walrus.Ledger.Hashing;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Blocks;

/// <summary>The Merkle roots that a header carries (ledger format). One object serves for many blocks. Not thread-safe.</summary>
internal sealed class BlockRoots
{
    private readonly MerkleLeaves _effects = new();
    private readonly MerkleLeaves _events = new();

    public Bytes32 OfTransactions(IReadOnlyList<TransactionEffects> effects)
    {
        _effects.Clear();
        for (int i = 0; i < effects.Count; i++)
        {
            _effects.Add(effects[i], static (writer, item) =>
            {
                writer.Value(item.Digest);
                writer.Value(item.Status);
            });
        }

        return _effects.Root();
    }

    public Bytes32 OfEvents(ImmutableArray<LedgerEvent> events)
    {
        _events.Clear();
        foreach (LedgerEvent item in events)
            _events.Add(item, static (writer, value) => value.Write(writer));
        return _events.Root();
    }
}
