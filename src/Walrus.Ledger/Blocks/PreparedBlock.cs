using Walrus.Ledger.Availability;
using Walrus.Ledger.Execution;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Blocks;

/// <summary>
/// A block that was executed and is not yet part of the ledger: whoever makes blocks writes it to the journal first, and
/// commits it when it is durable. Dropping it leaves no trace.
/// </summary>
public sealed class PreparedBlock
{
    internal PreparedBlock(LedgerState head, LedgerHead parent, BlockDraft draft, SparseMerkleMap availability, ProducedBlock produced) =>
        (Base, Parent, Draft, Availability, Produced) = (head, parent, draft, availability, produced);

    /// <summary>The block, and what became of the transactions handed in for it.</summary>
    public ProducedBlock Produced { get; }

    /// <summary>The state it was executed on.</summary>
    internal LedgerState Base { get; }

    internal LedgerHead Parent { get; }

    internal BlockDraft Draft { get; }

    internal SparseMerkleMap Availability { get; }
}
