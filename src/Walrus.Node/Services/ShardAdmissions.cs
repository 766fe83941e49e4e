using System.Collections.Concurrent;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;

namespace Walrus.Node.Services;

/// <summary>
/// Whether the node's shards take writes. Each shard's actor says it, and is asked once an epoch: within one its answer does not change,
/// and a blob of hundreds of slivers is no reason for as many turns.
/// </summary>
internal sealed class ShardAdmissions(string node, IGrainFactory grains, CommitteeDirectory committees)
{
    private readonly ConcurrentDictionary<ShardIndex, Epoch> _admitted = new();

    /// <summary>False when the shard is not the node's.</summary>
    public ValueTask<bool> IsAdmittedAsync(ShardIndex shard) =>
        _admitted.TryGetValue(shard, out Epoch epoch) && epoch == committees.Current.Epoch ? new(true) : AskAsync(shard);

    private async ValueTask<bool> AskAsync(ShardIndex shard)
    {
        // Of the epoch before the answer: should the next one begin meanwhile, it is asked for again.
        Epoch asked = committees.Current.Epoch;
        SliverAdmission admission = await grains.GetGrain<ISliverGrain>(SliverGrainKey.Of(node, shard)).AdmitAsync();
        if (admission == SliverAdmission.Admitted)
            _admitted[shard] = asked;
        return admission == SliverAdmission.Admitted;
    }
}
