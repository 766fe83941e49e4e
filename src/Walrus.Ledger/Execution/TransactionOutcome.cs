using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Execution;

/// <summary>What became of a transaction that was handed in.</summary>
public enum OutcomeKind
{
    /// <summary>It is in the block, whether or not it took effect.</summary>
    Included,

    /// <summary>It was in a block before; the effects are those of then.</summary>
    Repeated,

    /// <summary>It is in no block and left no trace.</summary>
    Refused,
}

/// <summary>What became of a transaction that was handed in.</summary>
/// <param name="Digest">The transaction.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Effects">What it did; null when it was refused.</param>
/// <param name="RefusalReason">Reason name when it was refused.</param>
public sealed record TransactionOutcome(TransactionDigest Digest, OutcomeKind Kind, TransactionEffects? Effects, string? RefusalReason)
{
    internal static TransactionOutcome Included(TransactionEffects effects) => new(effects.Digest, OutcomeKind.Included, effects, null);

    internal static TransactionOutcome Repeated(TransactionEffects effects) => new(effects.Digest, OutcomeKind.Repeated, effects, null);

    internal static TransactionOutcome Refused(TransactionDigest digest, string reason) => new(digest, OutcomeKind.Refused, null, reason);
}
