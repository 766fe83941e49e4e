using Walrus.Core.Identifiers;
using Walrus.Core.Signatures;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Committees;

/// <summary>Chooses committees and what they vote, from the state (control plane 2.7, 2.8, 4.2, 4.3).</summary>
internal static class CommitteeSelection
{
    /// <summary>The committee of the next epoch, as it would be chosen now.</summary>
    public static Committee Next(LedgerState state)
    {
        ActiveSet candidates = state.ActiveSet.Value;
        int[] counts = Apportionment.Apportion([.. candidates.Entries.Select(static entry => entry.Stake)], state.Rules.Shards);
        List<ShardTarget> targets = [];
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
                targets.Add(new ShardTarget(candidates.Entries[i].Node, counts[i]));
        }

        Committee current = state.Epochs.Value.Current;
        IReadOnlyList<ShardAssignment> next = CommitteeTransition.Next(
            [.. current.Members.Select(static member => new ShardAssignment(member.Node, member.Shards))], targets);
        return new Committee(
            current.Epoch.Plus(1),
            next.Select(assignment => new CommitteeMember(assignment.Node, KeyOf(Node(state, assignment.Node)), assignment.Shards)));
    }

    /// <summary>Capacity that <paramref name="committee"/> votes for, in encoded bytes.</summary>
    public static ulong VotedCapacity(LedgerState state, Committee committee) => WeightedVotes.Capacity(
        committee.Members.Select(member => new WeightedVote(
            WeightedVotes.WholeSystem(Node(state, member.Node).Votes.NodeCapacity, member.Weight, state.Rules.Shards), member.Weight)),
        state.Rules.Shards);

    /// <summary>Prices that <paramref name="committee"/> votes for.</summary>
    public static LedgerPrices VotedPrices(LedgerState state, Committee committee)
    {
        return new LedgerPrices(
            Vote(static votes => votes.StoragePrice),
            Vote(static votes => votes.WritePrice),
            Vote(static votes => votes.ReadPrice));

        ulong Vote(Func<NodeVotes, ulong> of) => WeightedVotes.Price(
            committee.Members.Select(member => new WeightedVote(of(Node(state, member.Node).Votes), member.Weight)), state.Rules.Shards);
    }

    // Frozen here: what a node announces later is for a later committee.
    private static BlsPublicKey KeyOf(StorageNode node) => node.NextBlsKey ?? node.BlsKey;

    private static StorageNode Node(LedgerState state, ObjectId id) =>
        state.Nodes.Find(id) ?? throw new InvalidOperationException($"The committee names node {id}, which the ledger does not know.");
}
