using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Governance;

/// <summary>The last step of an epoch change: votes are counted, and what is due takes effect (control plane 8.4).</summary>
internal static class GovernanceEpoch
{
    /// <summary>Closes the votes of <paramref name="ended"/>'s epoch, in the first moment of the next.</summary>
    public static void Turn(LedgerState state, Committee ended, Action<EventBody> emit)
    {
        foreach ((ObjectId id, Proposal proposal) in state.Markets.Proposals.Sorted())
        {
            Decide(state, ended, proposal, emit);
            state.Markets.Proposals.Remove(id);
        }

        TakeEffect(state, emit);
        CountElectorate(state);
    }

    private static void Decide(LedgerState state, Committee committee, Proposal proposal, Action<EventBody> emit)
    {
        ProposalTally tally = ProposalTally.Of(state, committee, proposal);
        Epoch? effect = null;
        if (tally.Passes(state.Rules.Shards))
        {
            Epoch unlocked = state.Now.Plus((uint)state.Parameter(GovernedParameter.ProposalTimeLockEpochs));
            effect = proposal.Earliest > unlocked ? proposal.Earliest : unlocked;
            GovernanceState governance = state.Markets.Governance.Value;
            state.Markets.Governance.Value = governance with
            {
                Scheduled = governance.Scheduled.Add(new ScheduledChange(effect.Value, proposal.Id, proposal.Change)),
            };
        }

        emit(new ChangeDecided(state.Now, proposal.Id, tally, effect));
    }

    private static void TakeEffect(LedgerState state, Action<EventBody> emit)
    {
        GovernanceState governance = state.Markets.Governance.Value;
        ScheduledChange[] due = [.. governance.Scheduled.Where(change => change.Effect <= state.Now)];
        if (due.Length == 0)
            return;
        governance = governance with { Scheduled = governance.Scheduled.RemoveRange(due) };
        foreach (ScheduledChange change in due)
            governance = Apply(governance, change, state.Now, emit);
        state.Markets.Governance.Value = governance;
    }

    private static GovernanceState Apply(GovernanceState governance, ScheduledChange scheduled, Epoch now, Action<EventBody> emit)
    {
        emit(new ChangeExecuted(now, scheduled.Proposal, scheduled.Change));
        if (scheduled.Change is GovernedChange.SetParameter set)
            return governance with { Parameters = governance.Parameters.SetItem(set.Parameter, set.Value) };
        Feature feature = ((GovernedChange.Activate)scheduled.Change).Feature;
        // Two proposals for one feature may both have passed.
        if (governance.Features.ContainsKey(feature))
            return governance;
        governance = governance with { Features = governance.Features.Add(feature, now) };
        emit(new ProtocolVersionUpdated(now, now, governance.ProtocolVersion));
        return governance;
    }

    private static void CountElectorate(LedgerState state)
    {
        IEnumerable<KeyValuePair<ObjectId, ulong>> active = state.Markets.Principals.Sorted()
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ActiveAt(state.Now)))
            .Where(static node => node.Value > 0);
        state.Markets.Governance.Value = state.Markets.Governance.Value with { Electorate = active.ToImmutableSortedDictionary() };
    }
}
