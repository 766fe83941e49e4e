using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Governance;

/// <summary>Proposing changes, and voting on them within one epoch (control plane 8.4).</summary>
internal static class ProposalRules
{
    /// <summary>Proposals that one node may have open.</summary>
    public const int MaxOpenPerNode = 8;

    public static void Propose(TransactionContext context, ProposeChange command)
    {
        CommitteeMember member = NodeRules.RequireVoter(context, command.Node);
        RequirePossible(context.State, command.Change);
        int open = context.State.Markets.Proposals.Sorted().Count(entry => entry.Value.Proposer == member.Node);
        LedgerException.Require(open < MaxOpenPerNode, Reason.ETooManyProposals);
        Proposal proposal = Proposal.Open(context.NewObjectId(), member.Node, context.Now, command.Change, command.Earliest);
        context.State.Markets.Proposals.Set(proposal.Id, proposal);
        context.Emit(new ChangeProposed(context.Now, proposal.Id, member.Node, command.Change, command.Earliest));
    }

    public static void VoteAsNode(TransactionContext context, VoteOnChange command)
    {
        CommitteeMember member = NodeRules.RequireVoter(context, command.Node);
        Proposal proposal = Find(context, command.Proposal);
        LedgerException.Require(!proposal.NodeVotes.ContainsKey(member.Node), Reason.EDuplicateVote);
        Save(context, proposal with { NodeVotes = proposal.NodeVotes.Add(member.Node, command.Support) });
        context.Emit(new NodeVoted(context.Now, proposal.Id, member.Node, command.Support));
    }

    public static void VoteAsHolder(TransactionContext context, VoteWithStake command)
    {
        StakedWal position = context.Owned<StakedWal>(command.Position);
        Proposal proposal = Find(context, command.Proposal);
        LedgerException.Require(IsActive(position, context.Now), Reason.EStakeNotActive);
        LedgerException.Require(!proposal.HolderVotes.ContainsKey(position.Id), Reason.EDuplicateVote);
        Save(context, proposal with { HolderVotes = proposal.HolderVotes.Add(position.Id, command.Support) });
        context.Emit(new HolderVoted(context.Now, proposal.Id, position.Id, position.Principal, command.Support));
    }

    /// <summary>Whether a position is active in an epoch.</summary>
    public static bool IsActive(StakedWal position, Epoch epoch) =>
        position.ActivationEpoch <= epoch && (position.WithdrawEpoch is not { } leaves || leaves > epoch);

    private static void RequirePossible(LedgerState state, GovernedChange change)
    {
        if (change is GovernedChange.SetParameter set)
        {
            GovernedParameterBounds bounds = GovernedParameters.Find(set.Parameter) ?? throw new LedgerException(Reason.EUnknownParameter);
            LedgerException.Require(set.Value >= bounds.Min && set.Value <= bounds.Max, Reason.EInvalidParameterValue);
        }
        else if (change is GovernedChange.Activate activation)
        {
            LedgerException.Require(Features.IsKnown(activation.Feature), Reason.EUnknownFeature);
            LedgerException.Require(!state.IsActive(activation.Feature), Reason.EFeatureActive);
        }
    }

    private static Proposal Find(TransactionContext context, ObjectId id) =>
        context.State.Markets.Proposals.Find(id) ?? throw new LedgerException(Reason.EObjectNotFound);

    private static void Save(TransactionContext context, Proposal proposal) => context.State.Markets.Proposals.Set(proposal.Id, proposal);
}
