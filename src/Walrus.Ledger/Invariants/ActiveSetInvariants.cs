using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Invariants;

/// <summary>What must hold of the candidates: K6 of control plane 9.1.</summary>
internal static class ActiveSetInvariants
{
    /// <summary>A sentence for every violation.</summary>
    public static IEnumerable<string> Check(LedgerState state)
    {
        ActiveSet candidates = state.ActiveSet.Value;
        if (candidates.Entries.Length > ActiveSet.MaxSize)
            yield return $"K6: there are {candidates.Entries.Length} candidates";
        HashSet<ObjectId> seen = [];
        Epoch horizon = ActiveSetRules.Horizon(state);
        foreach (ActiveSetEntry entry in candidates.Entries)
        {
            if (!seen.Add(entry.Node))
                yield return $"K6: node {entry.Node} is a candidate twice";
            ulong? stake = state.Pools.Find(entry.Node) is { } pool ? PoolCheck.TryBalanceAt(pool, horizon) : null;
            if (entry.Stake == 0 || entry.Stake != stake)
                yield return $"K6: candidate {entry.Node} counts {entry.Stake} FROST, of {stake} in its pool";
        }
    }
}
