using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes.Shards;
using Walrus.Grains.Placement;
using Walrus.Ledger.Blobs;

namespace Walrus.Grains.Nodes;

/// <summary>
/// A storage node in the committee. It signs what its shards hold, and follows the ledger: <see cref="NodeFollower"/> has the how.
/// Deciding whether to sign reads only the replica and the store.
/// </summary>
[NodePinned, Immovable, KeepAlive]
internal sealed class NodeGrain : Grain, INodeGrain
{
    private readonly LocalNode _node;
    private readonly LedgerReplica _replica;
    private readonly CommitteeDirectory _committees;
    private readonly CheckpointSigner _checkpoints;
    private readonly NodeFollower _follower;
    private bool _following;
    private bool _movedMeanwhile;

    public NodeGrain(
        [PersistentState("node")] IPersistentState<NodeMemory> memory,
        LocalNodes nodes, LedgerReplica replica, CommitteeDirectory committees, AccountSubmitters submitters, NodeHealers healers,
        ShardSyncs syncs, CheckpointSigner checkpoints, ILogger<NodeFollower> logger)
    {
        _node = nodes.Get(this.GetPrimaryKeyString());
        (_replica, _committees, _checkpoints) = (replica, committees, checkpoints);
        _follower = new NodeFollower(
            _node, memory, replica, committees, Sliver, healers.For(_node), syncs.For(_node), new NodeAttester(_node, replica, committees, submitters, logger), logger);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _follower.RecognizeStoreAsync();

    public async Task<ConfirmationReply> ConfirmAsync(BlobId blob, ObjectId? deletableObject)
    {
        Epoch epoch;
        do
        {
            if (_node.Stopped)
                throw new NodeUnavailableException(_node.Name);
            (epoch, ConfirmationRefusal refusal) = _replica.Read(machine => (machine.Epoch, Registration(machine.FindBlob(blob), deletableObject, machine.Epoch)));
            if (refusal != ConfirmationRefusal.None)
                return new ConfirmationReply(refusal, null, null);
            if (!_node.Store.ContainsMetadata(blob) || !AllShardsHold(blob))
                return new ConfirmationReply(ConfirmationRefusal.MissingSlivers, null, null);
            await _node.Store.FlushAsync();
        }
        // What was looked at are the shards of one epoch: it cannot be signed for another.
        while (_replica.Read(static machine => machine.Epoch) != epoch);
        StorageConfirmation confirmation = new(blob, new BlobPersistence(deletableObject));
        SignedMessage signed = await Task.Run(() => SignedMessage.Sign(_node.ProtocolKey, epoch, confirmation));
        return new ConfirmationReply(ConfirmationRefusal.None, signed.SerializedMessage.ToArray(), signed.Signature.ToArray());
    }

    public Task<byte[]?> SignCheckpointAsync(ulong height) =>
        _node.Stopped ? throw new NodeUnavailableException(_node.Name) : Task.Run(() => _checkpoints.SignAsync(_node, height));

    public async Task WakeAsync()
    {
        _movedMeanwhile = true;
        if (_following || _node.Stopped)
            return;
        _following = true;
        try
        {
            while (_movedMeanwhile)
            {
                _movedMeanwhile = false;
                await _follower.FollowAsync();
            }
        }
        finally
        {
            _following = false;
        }
    }

    public async Task<NodeReport> ReportAsync()
    {
        ShardReport[] shards = await Task.WhenAll(_committees.ShardsOf(_node.Name).Select(shard => Sliver(shard).ReportAsync()));
        Epoch epoch = _replica.Read(static machine => machine.Epoch);
        return new NodeReport(_follower.Status, epoch, shards, _follower.Backlog, _follower.Cursor, [.. _follower.ReadOnlyShards]);
    }

    private bool AllShardsHold(BlobId blob) =>
        _committees.ShardsOf(_node.Name) is { IsEmpty: false } shards && shards.All(shard => _node.Store.HoldsPair(blob, shard));

    private ISliverGrain Sliver(ShardIndex shard) => GrainFactory.GetGrain<ISliverGrain>(SliverGrainKey.Of(_node.Name, shard));

    private static ConfirmationRefusal Registration(BlobInfo? info, ObjectId? deletableObject, Epoch now)
    {
        if (info?.Invalid is not null)
            return ConfirmationRefusal.Invalid;
        bool registered = info?.IsConfirmable(deletableObject, now) ?? false;
        return registered ? ConfirmationRefusal.None : ConfirmationRefusal.NotRegistered;
    }
}
