using System.Collections.Immutable;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;

namespace Walrus.Ledger.Blocks;

/// <summary>A block, and what became of the transactions handed in for it.</summary>
/// <param name="Block">The block, appended to the ledger.</param>
/// <param name="Outcomes">One for each transaction, in the order in which they were handed in.</param>
/// <param name="Events">The block's events.</param>
public sealed record ProducedBlock(Block Block, ImmutableArray<TransactionOutcome> Outcomes, ImmutableArray<LedgerEvent> Events);
