using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Staking;

/// <summary>Burning a node's commission by vote of the committee (control plane 7.4).</summary>
internal static class SlashingRules
{
    public static void Vote(TransactionContext context, VoteForSlashing command)
    {
        LedgerState state = context.State;
        StorageNode voter = NodeRules.Find(context, command.Voter);
        NodeRules.RequireHeld(context, voter.GovernanceAuthority);
        CommitteeMember member = state.Epochs.Value.Current.Find(voter.Id) ?? throw new LedgerException(Reason.ENotInCommittee);
        ObjectId candidate = NodeRules.Find(context, command.Candidate).Id;
        SlashingProposal? open = state.Slashings.Find(candidate);
        // Votes of an earlier epoch count no more.
        SlashingProposal proposal = open?.Epoch == context.Now ? open : new SlashingProposal(candidate, context.Now, 0, []);
        proposal = proposal.With(voter.Id, member.Weight);
        state.Slashings.Set(candidate, proposal);
        context.Emit(new SlashingVoted(context.Now, candidate, voter.Id, (ushort)proposal.Weight));
    }

    public static void Execute(TransactionContext context, ExecuteSlashing command)
    {
        LedgerState state = context.State;
        ObjectId candidate = command.Candidate.Resolve(context.Digest);
        SlashingProposal proposal = state.Slashings.Find(candidate) ?? throw new LedgerException(Reason.ENoProposalForNode);
        LedgerException.Require(proposal.Epoch == context.Now, Reason.EWrongEpoch);
        LedgerException.Require(ShardWeights.IsQuorum(proposal.Weight, context.Rules.Shards), Reason.ENotEnoughVotes);
        state.Slashings.Remove(candidate);
        state.Pools.Set(candidate, PoolRules.Find(state, candidate).BurnCommission(out ulong burned));
        WalRules.Destroy(state, burned);
        context.Emit(new CommissionSlashed(context.Now, candidate, burned));
    }

    /// <summary>Removes a proposal of a past epoch; one of this epoch stays.</summary>
    public static void CleanUp(TransactionContext context, CleanUpSlashing command)
    {
        ObjectId candidate = command.Candidate.Resolve(context.Digest);
        if (context.State.Slashings.Find(candidate) is not { } proposal || proposal.Epoch == context.Now)
            return;
        context.State.Slashings.Remove(candidate);
        context.Emit(new SlashingCleanedUp(context.Now, candidate));
    }
}
