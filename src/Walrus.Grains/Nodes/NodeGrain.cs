using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Grains.Checkpoints;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Placement;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Queries;
using Walrus.Ledger.Transactions;

namespace Walrus.Grains.Nodes;

/// <summary>What a node remembers between activations.</summary>
[GenerateSerializer, Alias("walrus.node-memory")]
internal sealed class NodeMemory
{
    /// <summary>The store it knows; another one means that the disk was wiped or exchanged (rulings 17).</summary>
    [Id(0)] public Guid StoreId { get; set; }

    /// <summary>Since when it holds shards that it does not own any more (rulings 4).</summary>
    [Id(1)] public Dictionary<ShardIndex, Epoch> LostSince { get; set; } = [];
}

/// <summary>
/// A storage node in the committee. After activation, and whenever it is given shards, it walks over all live certified blobs
/// once, then follows the ledger's events; what it lacks goes to its healer. It attests an epoch when its new shards hold every blob
/// certified before it (control plane 5.4). Deciding whether to sign reads only the replica and the store.
/// </summary>
[NodePinned, Immovable, KeepAlive]
internal sealed partial class NodeGrain : Grain, INodeGrain
{
    private readonly LocalNode _node;
    private readonly IPersistentState<NodeMemory> _memory;
    private readonly LedgerReplica _replica;
    private readonly CommitteeDirectory _committees;
    private readonly AccountSubmitters _submitters;
    private readonly NodeHealer _healer;
    private readonly StoreSweeper _sweeper;
    private readonly OldShards _oldShards;
    private readonly HashSet<BlobId> _toFetch = [];
    private readonly InvalidBlobs _invalid;
    private readonly CheckpointSigner _checkpoints;
    private readonly ILogger<NodeGrain> _logger;
    private ulong _cursor;
    private Epoch _entered;
    private bool _following;
    private bool _movedMeanwhile;

    public NodeGrain(
        [PersistentState("node")] IPersistentState<NodeMemory> memory,
        LocalNodes nodes, LedgerReplica replica, CommitteeDirectory committees, AccountSubmitters submitters, NodeHealers healers,
        CheckpointSigner checkpoints, ILogger<NodeGrain> logger)
    {
        _node = nodes.Get(this.GetPrimaryKeyString());
        (_memory, _replica, _committees, _submitters, _checkpoints, _logger) = (memory, replica, committees, submitters, checkpoints, logger);
        _healer = healers.For(_node);
        _sweeper = new StoreSweeper(_node, replica);
        _oldShards = new OldShards(_node, replica, committees);
        _invalid = new InvalidBlobs(_node, replica);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => RecognizeStoreAsync();

    public async Task<ConfirmationReply> ConfirmAsync(BlobId blob, ObjectId? deletableObject)
    {
        if (_node.Stopped)
            throw new NodeUnavailableException(_node.Name);
        (Epoch epoch, ConfirmationRefusal refusal) = _replica.Read(machine => (machine.Epoch, Registration(machine.FindBlob(blob), deletableObject, machine.Epoch)));
        if (refusal != ConfirmationRefusal.None)
            return new ConfirmationReply(refusal, null, null);
        if (!_node.Store.ContainsMetadata(blob) || !await AllShardsHoldAsync(blob))
            return new ConfirmationReply(ConfirmationRefusal.MissingSlivers, null, null);
        await _node.Store.FlushAsync();
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
                await FollowAsync();
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
        string status = shards.Length == 0 ? "Standby" : _healer.Backlog == 0 ? "Active" : $"RecoveryInProgress ({epoch})";
        return new NodeReport(status, epoch, shards, _healer.Backlog, _cursor);
    }

    /// <summary>Deals with what the ledger says since the last time: a new epoch, lacking blobs, the attestation of the epoch.</summary>
    private async Task FollowAsync()
    {
        await RecognizeStoreAsync();
        await FollowInvalidAsync();
        Epoch epoch = _replica.Read(static machine => machine.Epoch);
        if (_entered < epoch)
            await EnterAsync(epoch);
        bool fetches = !_committees.GainedBy(_node.Name).IsEmpty;
        while (_replica.Read(machine => machine.CertifiedBlobs(_cursor, limit: 256)) is { Count: > 0 } page)
        {
            foreach (CertifiedBlob certified in page)
            {
                if (await LacksAsync(certified.BlobId))
                    TakeOn(certified.BlobId, epoch, fetches);
                _cursor = certified.Position + 1;
            }
        }

        await AttestAsync(epoch);
    }

    /// <summary>A store that was wiped or exchanged, now or while the node was away, owes everything anew (rulings 17).</summary>
    private async Task RecognizeStoreAsync()
    {
        Guid found = _node.Store.StoreId;
        if (_memory.State.StoreId == found)
            return;
        if (_memory.State.StoreId != Guid.Empty)
            Log.ForeignStore(_logger, _node.Name, _memory.State.StoreId, found);
        _memory.State.StoreId = found;
        _cursor = 0;
        await _memory.WriteStateAsync();
    }

    private async Task FollowInvalidAsync()
    {
        IReadOnlyList<BlobId>? blobs = await _invalid.FollowAsync();
        if (blobs is null)
            await _sweeper.SweepAsync();
        foreach (BlobId blob in blobs ?? [])
            await Task.WhenAll(_committees.ShardsOf(_node.Name).Select(shard => Sliver(shard).ForgetAsync(blob)));
    }

    private async Task EnterAsync(Epoch epoch)
    {
        await _sweeper.SweepAsync();
        if (await _oldShards.SweepAsync(_memory.State.LostSince))
            await _memory.WriteStateAsync();
        _toFetch.Clear();
        if (!_committees.GainedBy(_node.Name).IsEmpty)
            _cursor = 0;
        _entered = epoch;
    }

    private void TakeOn(BlobId blob, Epoch epoch, bool fetches)
    {
        bool isOlder = _replica.Read(machine => machine.FindBlob(blob)?.InitialCertifiedEpoch < epoch);
        if (!isOlder)
        {
            _healer.AddFresh(blob);
            return;
        }

        if (fetches)
            _toFetch.Add(blob);
        _healer.Add(blob);
    }

    /// <summary>Whether the node holds every blob that its new shards need.</summary>
    private bool HasFetchedAll()
    {
        ImmutableArray<ShardIndex> shards = _committees.ShardsOf(_node.Name);
        _toFetch.RemoveWhere(blob =>
            !_replica.Read(machine => machine.IsCertified(blob)) || shards.All(shard => _node.Store.HoldsPair(blob, shard)));
        return _toFetch.Count == 0;
    }

    /// <summary>Attests that the node holds its shards (control plane 5.4).</summary>
    private async Task AttestAsync(Epoch epoch)
    {
        if (_committees.Find(_node.Name) is not { } me)
            return;
        bool due = _replica.Read(machine =>
            machine.Epoch == epoch && machine.EpochStatus.Phase.Kind == EpochPhaseKind.ChangeSync && machine.FindNode(me.NodeId)?.LastSyncDone < epoch);
        if (!due || !HasFetchedAll())
            return;
        await _node.Store.FlushAsync();
        try
        {
            await _submitters.For(_node.Account).SubmitAsync(new TransactionBuilder().Add(new EpochSyncDone(me.NodeId, epoch)));
        }
        catch (LedgerRefusedException refused)
        {
            // Another activation attested, or the epoch moved on: the next look decides.
            Log.NotAttested(_logger, _node.Name, epoch, refused.Reason);
        }
    }

    private async Task<bool> LacksAsync(BlobId blob)
    {
        bool lacks = !_node.Store.ContainsMetadata(blob);
        foreach (ShardIndex shard in _committees.ShardsOf(_node.Name))
        {
            if (_node.Store.HoldsPair(blob, shard))
                continue;
            await Sliver(shard).MarkMissingAsync(blob);
            lacks = true;
        }

        return lacks;
    }

    private async Task<bool> AllShardsHoldAsync(BlobId blob)
    {
        bool[] held = await Task.WhenAll(_committees.ShardsOf(_node.Name).Select(shard => Sliver(shard).HoldsPairAsync(blob)));
        return held.Length > 0 && Array.TrueForAll(held, static holds => holds);
    }

    private ISliverGrain Sliver(ShardIndex shard) => GrainFactory.GetGrain<ISliverGrain>(SliverGrainKey.Of(_node.Name, shard));

    private static ConfirmationRefusal Registration(BlobInfo? info, ObjectId? deletableObject, Epoch now)
    {
        if (info?.Invalid is not null)
            return ConfirmationRefusal.Invalid;
        bool registered = info?.IsConfirmable(deletableObject, now) ?? false;
        return registered ? ConfirmationRefusal.None : ConfirmationRefusal.NotRegistered;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Node {Node} finds another store than it knows ({Known}, now {Found}): it rebuilds what it owes.")]
        public static partial void ForeignStore(ILogger logger, string node, Guid known, Guid found);

        [LoggerMessage(2, LogLevel.Debug, "Node {Node} did not attest epoch {Epoch}: {Reason}.")]
        public static partial void NotAttested(ILogger logger, string node, Epoch epoch, string reason);
    }
}
