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
    /// <summary>Shards of which the store has anything.</summary>
    public IReadOnlyList<ShardIndex> Held() =>
        [.. Enumerable.Range(0, committees.Current.Parameters.Shards).Select(static index => new ShardIndex(index)).Where(IsHeld)];

    /// <summary>Deletes those of the old shards that may go. <paramref name="lostSince"/> remembers when each was first seen to be old.</summary>
    public async Task SweepAsync(IReadOnlyCollection<ShardIndex> old, IDictionary<ShardIndex, Epoch> lostSince)
    {
        CommitteeSnapshot current = committees.Current;
        uint kept = (uint)replica.Read(static machine => machine.Parameter(GovernedParameter.OldShardEpochs));
        foreach (ShardIndex returned in lostSince.Keys.Except(old).ToList())
            lostSince.Remove(returned);
        int deleted = 0;
        foreach (ShardIndex shard in old)
        {
            lostSince.TryAdd(shard, current.Epoch);
            if (!IsReceived(current, shard) && current.Epoch < lostSince[shard].Plus(kept))
                continue;
            deleted += await node.Store.DeleteShardAsync(shard);
            lostSince.Remove(shard);
        }

        if (deleted > 0)
            await node.Store.FlushAsync();
    }

    private bool IsHeld(ShardIndex shard) =>
        node.Store.ListSlivers(shard, Axis.Primary, null, 1).Count > 0 || node.Store.ListSlivers(shard, Axis.Secondary, null, 1).Count > 0;

    private bool IsReceived(CommitteeSnapshot current, ShardIndex shard) =>
        HasAttested(current, shard) || (current.Previous is { } previous && HasAttested(previous, shard));

    private bool HasAttested(CommitteeSnapshot committee, ShardIndex shard) =>
        replica.Read(machine => machine.FindNode(committee.HolderOf(shard).NodeId)?.LastSyncDone >= committee.Epoch);
}
