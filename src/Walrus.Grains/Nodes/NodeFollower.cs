using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes.Shards;
using Walrus.Ledger.Nodes;
using Walrus.Ledger.Queries;

namespace Walrus.Grains.Nodes;

/// <summary>
/// How a node follows the ledger, in the turns of its grain: it enters epochs, has its new shards fetched, walks over the certified blobs
/// and hands what it lacks to its healer, and attests the epoch when its shards are here (control plane 5.2 to 5.5).
/// </summary>
internal sealed partial class NodeFollower(
    LocalNode node, IPersistentState<NodeMemory> memory, LedgerReplica replica, CommitteeDirectory committees, Func<ShardIndex, ISliverGrain> sliver,
    NodeHealer healer, ShardSync sync, NodeAttester attester, ILogger logger)
{
    private const int PageSize = 256;

    private readonly StoreSweeper _sweeper = new(node, replica);
    private readonly OldShards _oldShards = new(node, replica, committees);
    private readonly ClosedBlobs _closed = new(node, replica);
    private readonly OwedBlobs _owed = new(node, replica, committees);
    private readonly NodeStanding _standing = new(() => memory.State);
    private NodeEpoch _epoch = NodeEpoch.None;
    private bool _lostStore;
    private ShardMove _move = new(new Epoch(0), false, []);
    private bool _syncsFormer;
    private bool _walkedAfterSync;

    /// <summary>Where the node stands, in the words of HTTP interfaces 7.7.</summary>
    public string Status => _standing.Text;

    /// <summary>Certified blobs that it lacks something of.</summary>
    public int Backlog => healer.Backlog;

    /// <summary>Position of the next event that it has not dealt with.</summary>
    public ulong Cursor { get; private set; }

    /// <summary>Shards of other nodes that it still serves.</summary>
    public IEnumerable<ShardIndex> ReadOnlyShards => _epoch.Plan.Lost.Union(memory.State.LostSince.Keys);

    /// <summary>A store that was wiped or exchanged, now or while the node was away, owes everything anew (rulings 17).</summary>
    public async Task RecognizeStoreAsync()
    {
        Guid found = node.Store.StoreId;
        if (memory.State.StoreId == found)
            return;
        if (memory.State.StoreId != Guid.Empty)
        {
            Log.ForeignStore(logger, node.Name, memory.State.StoreId, found);
            _lostStore = true;
        }

        memory.State.StoreId = found;
        await memory.WriteStateAsync();
    }

    /// <summary>Deals with what the ledger says since the last time.</summary>
    public async Task FollowAsync()
    {
        await RecognizeStoreAsync();
        await FollowClosedAsync();
        if (_epoch.Epoch < replica.Read(static machine => machine.Epoch) || _lostStore)
            await EnterAsync();
        await FollowSyncAsync();
        await WalkAsync();
        if (IsHere() && _standing.Recover())
            await memory.WriteStateAsync();
        if (MayAttest())
            await attester.AttestAsync(_epoch.Epoch);
    }

    private async Task EnterAsync()
    {
        await _sweeper.SweepAsync();
        IReadOnlyList<ShardIndex> held = _oldShards.Held();
        bool isFirst = _epoch == NodeEpoch.None;
        _syncsFormer = !isFirst && !IsHere();
        _epoch = replica.Read(machine => NodeEpoch.Of(machine, node.Name, held));
        await _oldShards.SweepAsync(_epoch.Plan.Old, memory.State.LostSince);
        _standing.Enter(_epoch, _lostStore);
        await memory.WriteStateAsync();
        bool recovers = _standing.Status.Kind == NodeStatusKind.RecoveryInProgress;
        if (recovers || _lostStore)
            _owed.Until = replica.Read(static machine => machine.NextEventPosition);
        if (recovers || _lostStore || _syncsFormer)
            Cursor = 0;
        (_lostStore, _walkedAfterSync) = (false, false);
        _move = new ShardMove(_epoch.Epoch, _standing.Status.Kind == NodeStatusKind.RecoverMetadata, recovers ? [] : ToFetch());
        sync.Begin(_move);
    }

    /// <summary>
    /// New shards come from their previous owners, of which there are none in the first epoch; and those of the epoch before that are not here
    /// yet still come from theirs, who keep them until then (rulings 4).
    /// </summary>
    private ImmutableArray<MovingShard> ToFetch()
    {
        IEnumerable<MovingShard> former = sync.Unfinished.Where(moving => _epoch.Plan.Kept.Contains(moving.Shard));
        return committees.Current.Previous is { } previous
            ? [.. _epoch.Plan.Gained.Select(shard => new MovingShard(shard, previous.HolderOf(shard))), .. former]
            : [];
    }

    /// <summary>Whether everything is here that the node was given, and that it owed from before.</summary>
    private bool IsHere() => _walkedAfterSync && _owed.AreHere();

    private bool MayAttest() => AttestationRules.OwnerOf(_standing.Status.Kind, _epoch.Plan, _syncsFormer) switch
    {
        AttestationOwner.None => false,
        AttestationOwner.EpochChangeFinisher => true,
        _ => IsHere(),
    };

    private async Task FollowSyncAsync()
    {
        SyncStage stage = sync.Stage;
        if (stage != SyncStage.Metadata && _standing.HaveMetadata())
            await memory.WriteStateAsync();
        if (stage != SyncStage.Done || _walkedAfterSync)
            return;
        // What did not come with the shards shows in a walk from the beginning.
        if (!_move.IsEmpty)
            Cursor = 0;
        _walkedAfterSync = true;
    }

    private async Task WalkAsync()
    {
        while (replica.Read(machine => machine.CertifiedBlobs(Cursor, PageSize)) is { Count: > 0 } page)
        {
            foreach (CertifiedBlob certified in page)
            {
                if (await LacksAsync(certified.BlobId))
                    TakeOn(certified);
                Cursor = certified.Position + 1;
            }
        }
    }

    private void TakeOn(CertifiedBlob certified)
    {
        bool isOlder = replica.Read(machine => machine.MovesWithShards(certified.BlobId));
        // Single slivers that a node missed in shards that it keeps hold up no epoch.
        bool isFilling = _syncsFormer || !_epoch.Plan.Gained.IsEmpty;
        if ((isOlder && isFilling) || certified.Position < _owed.Until)
            _owed.Add(certified.BlobId);
        if (isOlder)
            healer.Add(certified.BlobId);
        else
            healer.AddFresh(certified.BlobId);
    }

    private async Task<bool> LacksAsync(BlobId blob)
    {
        ImmutableArray<ShardIndex> shards = committees.ShardsOf(node.Name);
        bool isOlder = replica.Read(machine => machine.MovesWithShards(blob));
        // While older metadata are being fetched, they are not missing.
        bool lacks = !shards.IsEmpty && !node.Store.ContainsMetadata(blob) && !(isOlder && sync.Stage == SyncStage.Metadata);
        foreach (ShardIndex shard in shards)
        {
            if (node.Store.HoldsPair(blob, shard) || (isOlder && node.Incoming.Contains(shard)))
                continue;
            await sliver(shard).MarkMissingAsync(blob);
            lacks = true;
        }

        return lacks;
    }

    private async Task FollowClosedAsync()
    {
        IReadOnlyList<BlobId>? blobs = await _closed.FollowAsync();
        if (blobs is null)
            await _sweeper.SweepAsync();
        foreach (BlobId blob in blobs ?? [])
            await Task.WhenAll(committees.ShardsOf(node.Name).Select(shard => sliver(shard).ForgetAsync(blob)));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Node {Node} finds another store than it knows ({Known}, now {Found}): it rebuilds what it owes.")]
        public static partial void ForeignStore(ILogger logger, string node, Guid known, Guid found);
    }
}
