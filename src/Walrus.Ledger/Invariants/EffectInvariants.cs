using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Invariants;

/// <summary>What must hold of single transactions, from their effects: K2 and T2 to T4 of control plane 9.1.</summary>
internal static class EffectInvariants
{
    /// <summary>A sentence for every violation of K2 and T3.</summary>
    public static IEnumerable<string> Check(IEnumerable<EventBody> events)
    {
        foreach (EventBody body in events)
        {
            if (body is StakeWithdrawn paid && paid.Payout < paid.Principal)
                yield return $"K2: {paid.Payout} FROST were paid for a principal of {paid.Principal}";
            if (body is EpochRewardsPaid rewards && Differs(rewards))
                yield return $"T3: the bucket of epoch {rewards.Epoch} held {rewards.Bucket} FROST, which is not what became of it";
        }
    }

    /// <summary>T2.</summary>
    public static IEnumerable<string> CheckSupply(ulong before, ulong after)
    {
        if (after > before)
            yield return $"T2: the supply rose from {before} to {after} FROST";
    }

    /// <summary>T4; both hashes are of states with the same nonce of the sender.</summary>
    public static IEnumerable<string> CheckAbort(TransactionEffects effects, Bytes32 stateBefore, Bytes32 stateAfter)
    {
        if (effects.Status.IsOk)
            yield break;
        if (!effects.Events.IsEmpty)
            yield return $"T4: transaction {effects.Digest} aborted and emitted {effects.Events.Length} events";
        if (stateBefore != stateAfter)
            yield return $"T4: transaction {effects.Digest} aborted and changed the state";
    }

    private static bool Differs(EpochRewardsPaid paid)
    {
        UInt128 rewards = paid.Rewards.Aggregate(UInt128.Zero, static (sum, reward) => sum + reward.Amount);
        // The remainder of the division is below the number of members, unless nobody earned anything.
        bool carriesTooMuch = rewards > 0 && paid.Carried >= (ulong)paid.Rewards.Length;
        return carriesTooMuch || paid.Burned + rewards + paid.Carried != paid.Bucket;
    }
}
