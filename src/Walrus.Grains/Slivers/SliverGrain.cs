using Orleans.Placement;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Placement;

namespace Walrus.Grains.Slivers;

/// <summary>
/// One shard at one node. The store is the truth of what is held and the ledger of what should be; the grain keeps only
/// which certified blobs are still missing, which the node's own walk over the ledger tells it anew after every activation.
/// </summary>
[NodePinned, Immovable]
internal sealed class SliverGrain : Grain, ISliverGrain
{
    private readonly LocalNode _node;
    private readonly ShardIndex _shard;
    private readonly CommitteeDirectory _committees;
    private readonly HashSet<BlobId> _missing = [];

    public SliverGrain(LocalNodes nodes, CommitteeDirectory committees)
    {
        (string node, _shard) = SliverGrainKey.Parse(this.GetPrimaryKeyString());
        _node = nodes.Get(node);
        _committees = committees;
    }

    public Task<SliverAdmission> AdmitAsync() =>
        Task.FromResult(_committees.Current.HolderOf(_shard).Name == _node.Name ? SliverAdmission.Admitted : SliverAdmission.NotAssigned);

    public Task MarkHeldAsync(BlobId blob)
    {
        if (HoldsPair(blob))
            _missing.Remove(blob);
        return Task.CompletedTask;
    }

    public Task MarkMissingAsync(BlobId blob)
    {
        if (!HoldsPair(blob))
            _missing.Add(blob);
        return Task.CompletedTask;
    }

    public Task ForgetAsync(BlobId blob)
    {
        _missing.Remove(blob);
        return Task.CompletedTask;
    }

    public Task<ShardReport> ReportAsync()
    {
        // What comes with a shard, or by the way of a write, need not be told.
        _missing.RemoveWhere(HoldsPair);
        ShardStatus status = _node.Incoming.Contains(_shard) ? ShardStatus.InTransfer : _missing.Count == 0 ? ShardStatus.Ready : ShardStatus.InRecovery;
        return Task.FromResult(new ShardReport(_shard, status, _missing.Count));
    }

    private bool HoldsPair(BlobId blob) => _node.Store.HoldsPair(blob, _shard);
}
