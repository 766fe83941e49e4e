using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Invariants;

/// <summary>What must hold of committees, each alone and one after another: C1 to C5 of control plane 9.1.</summary>
internal static class CommitteeInvariants
{
    /// <summary>A sentence for every violation of C1, C3 and C5.</summary>
    public static IEnumerable<string> Check(LedgerState state)
    {
        EpochState epochs = state.Epochs.Value;
        Committee?[] line = [epochs.Previous, epochs.Current, epochs.Next];
        IEnumerable<string> alone = line.OfType<Committee>().Where(static committee => committee.Members.Count > 0)
            .SelectMany(committee => Shards(committee, state.Rules.Shards));
        IEnumerable<string> moves = line.Zip(line.Skip(1), static (from, to) => from is null || to is null ? [] : Moves(from, to))
            .SelectMany(static violations => violations);
        return [.. alone, .. moves, .. Numbers(state)];
    }

    /// <summary>C2 and C4, right after a selection: later the candidates are others.</summary>
    public static IEnumerable<string> CheckSelection(LedgerState state)
    {
        if (state.Epochs.Value.Next is not { } next)
            return ["C2: no committee was selected"];
        ActiveSet candidates = state.ActiveSet.Value;
        int cap = Apportionment.Cap(candidates.Entries.Length, state.Rules.Shards);
        IEnumerable<string> above = next.Members.Where(member => member.Weight > cap)
            .Select(member => $"C2: member {member.Node} has {member.Weight} shards, of {cap} at most");
        return [.. above, .. Divisors(candidates, next, cap)];
    }

    // C1
    private static IEnumerable<string> Shards(Committee committee, int shards)
    {
        IEnumerable<int> held = committee.Members.SelectMany(static member => member.Shards).Select(static shard => (int)shard.Value);
        if (!held.Order().SequenceEqual(Enumerable.Range(0, shards)))
            yield return $"C1: the committee of epoch {committee.Epoch} does not hold every shard once";
        if (committee.Members.Any(static member => member.Weight == 0))
            yield return $"C1: the committee of epoch {committee.Epoch} has a member without shards";
    }

    // C3
    private static IEnumerable<string> Moves(Committee from, Committee to)
    {
        if (from.Members.Count == 0)
            yield break;
        foreach (CommitteeMember member in to.Members)
        {
            IReadOnlyList<ShardIndex> before = from.Find(member.Node)?.Shards ?? [];
            int received = member.Shards.Except(before).Count();
            if (received != Math.Max(0, member.Weight - before.Count))
                yield return $"C3: member {member.Node} of epoch {to.Epoch} gets {received} shards; it had {before.Count} of {member.Weight}";
        }
    }

    // C4: nobody below the cap has a better claim to somebody else's last shard.
    private static IEnumerable<string> Divisors(ActiveSet candidates, Committee next, int cap)
    {
        foreach (ActiveSetEntry claimant in candidates.Entries)
        {
            int count = next.Find(claimant.Node)?.Weight ?? 0;
            if (count >= cap)
                continue;
            foreach (CommitteeMember holder in next.Members.Where(member => member.Node != claimant.Node))
            {
                if ((UInt128)claimant.Stake * (UInt128)holder.Weight > (UInt128)candidates.StakeOf(holder.Node) * (UInt128)(count + 1))
                    yield return $"C4: the last shard of {holder.Node} in epoch {next.Epoch} is due to {claimant.Node}";
            }
        }
    }

    // C5
    private static IEnumerable<string> Numbers(LedgerState state)
    {
        EpochState epochs = state.Epochs.Value;
        if (state.System.Value.Ring.Entries[0].Epoch != state.Now)
            yield return $"C5: space is sold in epoch {state.System.Value.Ring.Entries[0].Epoch}, the committee is that of {state.Now}";
        if (epochs.Previous is { } previous && previous.Epoch.Plus(1) != state.Now)
            yield return $"C5: the committee of epoch {previous.Epoch} came before that of {state.Now}";
        if (epochs.Next is { } next && next.Epoch != state.Now.Plus(1))
            yield return $"C5: the next committee is for epoch {next.Epoch}, after {state.Now}";
        if (epochs.Next is null == (epochs.Phase.Kind == EpochPhaseKind.NextSelected))
            yield return $"C5: in state {epochs.Phase.Kind} the next committee is {(epochs.Next is null ? "missing" : "chosen")}";
    }
}
