using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Signatures;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Staking;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Committees;

/// <summary>Nodes that register and change what is known of them (control plane 3.1).</summary>
internal static class NodeRules
{
    public static void Register(TransactionContext context, RegisterNode command)
    {
        RequireProfile(context.State, command.Profile, self: null);
        RequirePossession(context, command.BlsKey, command.ProofOfPossession);
        StakingPool pool = StakingPool.Create(context.Now, context.State.Epochs.Value.Next is not null, command.CommissionBp);
        StorageNode node = new(context.NewObjectId(), context.Sender, command.Profile, command.BlsKey, command.Votes);
        context.Touch(node.Id);
        context.State.Nodes.Set(node.Id, node);
        context.State.Pools.Set(node.Id, pool);
        context.Emit(new NodeRegistered(context.Now, node.Id, node.Account, node.Name, command.CommissionBp));
    }

    public static void ChangeProfile(TransactionContext context, ChangeNodeProfile command)
    {
        StorageNode node = Owned(context, command.Node);
        RequireProfile(context.State, command.Profile, node.Id);
        Put(context, node with { Profile = command.Profile });
        context.Emit(new NodeProfileChanged(context.Now, node.Id, command.Profile.Name, command.Profile.Url));
    }

    public static void SetVotes(TransactionContext context, SetNodeVotes command)
    {
        StorageNode node = Owned(context, command.Node);
        Put(context, node with { Votes = command.Votes });
        context.Emit(new NodeVotesSet(context.Now, node.Id, command.Votes));
    }

    public static void SetNextKey(TransactionContext context, SetNextBlsKey command)
    {
        StorageNode node = Owned(context, command.Node);
        RequirePossession(context, command.BlsKey, command.ProofOfPossession);
        Put(context, node with { NextBlsKey = command.BlsKey });
        context.Emit(new NextBlsKeySet(context.Now, node.Id, command.BlsKey));
    }

    public static void SetCommissionReceiver(TransactionContext context, SetCommissionReceiver command)
    {
        StorageNode node = Find(context, command.Node);
        RequireHeld(context, node.CommissionReceiver);
        Put(context, node with { CommissionReceiver = command.Receiver });
        context.Emit(new CommissionReceiverSet(context.Now, node.Id, command.Receiver));
    }

    public static void SetGovernanceAuthority(TransactionContext context, SetGovernanceAuthority command)
    {
        StorageNode node = Find(context, command.Node);
        RequireHeld(context, node.GovernanceAuthority);
        Put(context, node with { GovernanceAuthority = command.Authority });
        context.Emit(new GovernanceAuthoritySet(context.Now, node.Id, command.Authority));
    }

    public static void Retire(TransactionContext context, RetireNode command)
    {
        StorageNode node = Owned(context, command.Node);
        LedgerException.Require(!node.IsRetired, Reason.EPoolIsNotActive);
        Put(context, node with { IsRetired = true });
        context.Emit(new NodeRetired(context.Now, node.Id));
    }

    public static void TryJoinActiveSet(TransactionContext context, TryJoinActiveSet command)
    {
        StorageNode node = Owned(context, command.Node);
        ActiveSetRules.Update(context.State, node.Id);
        context.Emit(new ActiveSetUpdated(context.Now, node.Id, context.State.ActiveSet.Value.StakeOf(node.Id)));
    }

    /// <summary>The node an argument means.</summary>
    public static StorageNode Find(TransactionContext context, ObjectArgument argument) =>
        context.State.Nodes.Find(argument.Resolve(context.Digest)) ?? throw new LedgerException(Reason.EObjectNotFound);

    /// <summary>The node an argument means, for which the sender must be the one to act.</summary>
    public static StorageNode Owned(TransactionContext context, ObjectArgument argument)
    {
        StorageNode node = Find(context, argument);
        LedgerException.Require(node.Account == context.Sender, Reason.ENotOwner);
        return node;
    }

    /// <summary>Refuses unless the sender is the authority, or owns the object that is.</summary>
    public static void RequireHeld(TransactionContext context, Authority authority)
    {
        Address? holder = authority.Object is { } item ? context.State.Objects.Find(item)?.Owner : authority.Account;
        LedgerException.Require(holder == context.Sender, Reason.ENotAuthorized);
    }

    /// <summary>The node as a member of the current committee.</summary>
    public static CommitteeMember RequireMember(TransactionContext context, ObjectId node) =>
        context.State.Epochs.Value.Current.Find(node) ?? throw new LedgerException(Reason.ENotCommitteeMember);

    /// <summary>The node as a voting member, for which the sender must hold the governance authority.</summary>
    public static CommitteeMember RequireVoter(TransactionContext context, ObjectId node)
    {
        StorageNode voter = Find(context, node);
        RequireHeld(context, voter.GovernanceAuthority);
        return context.State.Epochs.Value.Current.Find(node) ?? throw new LedgerException(Reason.ENotInCommittee);
    }

    private static void Put(TransactionContext context, StorageNode node) => context.State.Nodes.Set(node.Id, node);

    private static void RequirePossession(TransactionContext context, BlsPublicKey key, ReadOnlyMemory<byte> proof) =>
        LedgerException.Require(
            context.IsProven(new ProofOfPossession(context.Sender, key), proof.Span), Reason.EInvalidProofOfPossession);

    // Names tell where a node is placed, so that no two nodes may have the same.
    private static void RequireProfile(LedgerState state, NodeProfile profile, ObjectId? self)
    {
        LedgerException.Require(profile.IsWithinBounds, Reason.EInvalidNodeProfile);
        bool taken = state.Nodes.Sorted().Any(entry => entry.Value.Name == profile.Name && entry.Key != self);
        LedgerException.Require(!taken, Reason.ENameTaken);
    }
}
