using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Subsidies;

namespace Walrus.Ledger;

/// <content>Queries of governance and subsidies, as of the head.</content>
public sealed partial class LedgerMachine
{
    /// <summary>1, and one more for each feature that is switched on (control plane 8.2).</summary>
    public ulong ProtocolVersion => _state.Markets.Governance.Value.ProtocolVersion;

    /// <summary>Features that are switched on, with the epoch since when.</summary>
    public ImmutableSortedDictionary<Feature, Epoch> ActiveFeatures => _state.Markets.Governance.Value.Features;

    /// <summary>Which code the network has agreed on.</summary>
    public CodeVersion CodeVersion => _state.Markets.Governance.Value.Code;

    /// <summary>Open proposals for new code, by digest.</summary>
    public ImmutableSortedDictionary<Bytes32, UpgradeProposal> UpgradeProposals => _state.Markets.Governance.Value.Upgrades;

    /// <summary>Adopted changes that wait for their epoch, in the order of their adoption.</summary>
    public ImmutableArray<ScheduledChange> ScheduledChanges => _state.Markets.Governance.Value.Scheduled;

    /// <summary>The subsidy module.</summary>
    public SubsidyState Subsidies => _state.Markets.Subsidies.Value;

    /// <summary>Value of a governed parameter.</summary>
    public ulong Parameter(GovernedParameter parameter) => _state.Parameter(parameter);

    /// <summary>Whether a feature is switched on.</summary>
    public bool IsActive(Feature feature) => _state.IsActive(feature);

    /// <summary>Proposals that are voted on in this epoch, by id.</summary>
    public IReadOnlyList<Proposal> Proposals() => [.. _state.Markets.Proposals.Sorted().Select(static entry => entry.Value)];

    /// <summary>Both counts of a proposal as they stand, or null if it is not open.</summary>
    public ProposalTally? Tally(ObjectId proposal) => _state.Markets.Proposals.Find(proposal) is { } open
        ? ProposalTally.Of(_state, CurrentCommittee, open)
        : null;
}
