using Walrus.Core.Identifiers;
using Walrus.Ledger;
using Walrus.Ledger.Nodes;

namespace Walrus.Grains.Nodes;

/// <summary>What an epoch asks of a node.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Plan">What becomes of its shards.</param>
/// <param name="CaughtUp">What it is about if it was away before.</param>
internal sealed record NodeEpoch(Epoch Epoch, ShardPlan Plan, NodeStatus CaughtUp)
{
    /// <summary>Before the first.</summary>
    public static NodeEpoch None { get; } = new(new Epoch(0), ShardPlan.Of([], [], []), NodeStatus.Standby);

    /// <summary>The current epoch of the ledger. A node that is not registered has no part in it.</summary>
    public static NodeEpoch Of(LedgerMachine machine, string node, IEnumerable<ShardIndex> stored)
    {
        ObjectId id = machine.Nodes().FirstOrDefault(known => known.Name == node)?.Id ?? default;
        return new NodeEpoch(
            machine.Epoch,
            ShardPlan.Of(id, machine.PreviousCommittee, machine.CurrentCommittee, stored),
            NodeStatus.CaughtUp(id, machine.PreviousCommittee, machine.CurrentCommittee));
    }
}
