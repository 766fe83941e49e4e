using Walrus.Core.Identifiers;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Invariants;

/// <summary>What must hold of parameters, votes and the principal they count by (control plane 8).</summary>
internal static class GovernanceInvariants
{
    public static IEnumerable<string> Check(LedgerState state)
    {
        GovernanceState governance = state.Markets.Governance.Value;
        foreach ((GovernedParameter parameter, ulong value) in governance.Parameters)
        {
            GovernedParameterBounds? bounds = GovernedParameters.Find(parameter);
            if (bounds is null || value < bounds.Min || value > bounds.Max)
                yield return $"8.4: parameter {parameter} has the value {value}";
        }

        foreach ((ObjectId id, Proposal proposal) in state.Markets.Proposals.Sorted())
        {
            if (proposal.Epoch != state.Now)
                yield return $"8.4: proposal {id} is of epoch {proposal.Epoch}";
        }

        foreach (string violation in CheckPrincipals(state))
            yield return violation;
    }

    private static IEnumerable<string> CheckPrincipals(LedgerState state)
    {
        SortedDictionary<ObjectId, ulong> active = [];
        foreach ((_, LedgerObject item) in state.Objects.Sorted())
        {
            if (item is StakedWal position && ProposalRules.IsActive(position, state.Now))
                active[position.Node] = active.GetValueOrDefault(position.Node) + position.Principal;
        }

        foreach ((ObjectId node, NodePrincipal principal) in state.Markets.Principals.Sorted())
        {
            active.Remove(node, out ulong staked);
            if (principal.ActiveAt(state.Now) != staked)
                yield return $"8.4: {principal.ActiveAt(state.Now)} FROST count for the holders of node {node}, who have {staked}";
        }

        foreach ((ObjectId node, ulong staked) in active)
            yield return $"8.4: no FROST count for the holders of node {node}, who have {staked}";
    }
}
