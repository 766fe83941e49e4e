using Orleans.Placement;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Grains.Placement;
using Walrus.Storage.Slivers;

namespace Walrus.Grains.Slivers;

/// <summary>
/// One shard at one node. The store is the truth of what is held and the ledger of what should be; the grain keeps only
/// which certified blobs are still missing, which the node's own walk over the ledger tells it anew after every activation.
/// </summary>
[NodePinned, Immovable]
internal sealed class SliverGrain : Grain, ISliverGrain
{
    private readonly string _node;
    private readonly ShardIndex _shard;
    private readonly ISliverStore _store;
    private readonly CommitteeDirectory _committees;
    private readonly HashSet<BlobId> _missing = [];

    public SliverGrain(LocalNodes nodes, CommitteeDirectory committees)
    {
        (_node, _shard) = SliverGrainKey.Parse(this.GetPrimaryKeyString());
        _store = nodes.Get(_node).Store;
        _committees = committees;
    }

    public Task<SliverAdmission> AdmitAsync() =>
        Task.FromResult(_committees.Current.HolderOf(_shard).Name == _node ? SliverAdmission.Admitted : SliverAdmission.NotAssigned);

    public Task MarkHeldAsync(BlobId blob)
    {
        if (HoldsPair(blob))
            _missing.Remove(blob);
        return Task.CompletedTask;
    }

    public Task<bool> HoldsPairAsync(BlobId blob) => Task.FromResult(HoldsPair(blob));

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

    public Task<ShardReport> ReportAsync() =>
        Task.FromResult(new ShardReport(_shard, _missing.Count == 0 ? ShardStatus.Ready : ShardStatus.InRecovery, _missing.Count));

    private bool HoldsPair(BlobId blob) => _store.HoldsPair(blob, _shard);
}
