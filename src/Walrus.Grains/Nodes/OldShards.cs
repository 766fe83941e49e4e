using Walrus.Client.Committees;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Networks;

namespace Walrus.Grains.Nodes;

/// <summary>
/// Shards that a node still holds although it owns them in neither the current committee nor the one before. They are deleted once
/// their new owner has attested that it received them, or after a governed number of epochs (rulings 4).
/// </summary>
internal sealed class OldShards(LocalNode node, LedgerReplica replica, CommitteeDirectory committees)
{
    /// <summary>Deletes what may go. <paramref name="lostSince"/> remembers when each shard was first seen to be old.</summary>
    /// <returns>Whether <paramref name="lostSince"/> has changed.</returns>
    public async Task<bool> SweepAsync(IDictionary<ShardIndex, Epoch> lostSince)
    {
        CommitteeSnapshot current = committees.Current;
        uint kept = (uint)replica.Read(static machine => machine.Parameter(GovernedParameter.OldShardEpochs));
        int deleted = 0;
        bool changed = false;
        for (int index = 0; index < current.Parameters.Shards; index++)
        {
            ShardIndex shard = new(index);
            if (IsOwned(current, shard) || !IsHeld(shard))
            {
                changed |= lostSince.Remove(shard);
                continue;
            }

            changed |= lostSince.TryAdd(shard, current.Epoch);
            if (!IsReceived(current, shard) && current.Epoch < lostSince[shard].Plus(kept))
                continue;
            deleted += await node.Store.DeleteShardAsync(shard);
            changed |= lostSince.Remove(shard);
        }

        if (deleted > 0)
            await node.Store.FlushAsync();
        return changed;
    }

    private bool IsOwned(CommitteeSnapshot current, ShardIndex shard) =>
        current.HolderOf(shard).Name == node.Name || current.Previous?.HolderOf(shard).Name == node.Name;

    private bool IsHeld(ShardIndex shard) =>
        node.Store.ListSlivers(shard, Axis.Primary, null, 1).Count > 0 || node.Store.ListSlivers(shard, Axis.Secondary, null, 1).Count > 0;

    private bool IsReceived(CommitteeSnapshot current, ShardIndex shard) =>
        HasAttested(current, shard) || (current.Previous is { } previous && HasAttested(previous, shard));

    private bool HasAttested(CommitteeSnapshot committee, ShardIndex shard) =>
        replica.Read(machine => machine.FindNode(committee.HolderOf(shard).NodeId)?.LastSyncDone >= committee.Epoch);
}
