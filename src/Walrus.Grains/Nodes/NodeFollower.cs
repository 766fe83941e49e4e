using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Walrus.Client.Committees;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes.Shards;
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
    private Epoch _entered;
    private bool _lostStore;
    private bool _walkedAfterSync;

    /// <summary>Where the node stands.</summary>
    public NodeStatus Status => _standing.Status;

    /// <summary>Certified blobs that it lacks something of.</summary>
    public int Backlog => healer.Backlog;

    /// <summary>Position of the next event that it has not dealt with.</summary>
    public ulong Cursor { get; private set; }

    /// <summary>Shards of other nodes that it still serves.</summary>
    public ShardIndex[] ReadOnlyShards()
    {
        ImmutableArray<ShardIndex> owned = committees.ShardsOf(node.Name);
        return [.. committees.LostBy(node.Name).Union(memory.State.LostSince.Keys).Where(shard => !owned.Contains(shard)).Order()];
    }

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
        Epoch epoch = replica.Read(static machine => machine.Epoch);
        if (_entered < epoch || _lostStore)
            await EnterAsync(epoch);
        await FollowSyncAsync();
        await WalkAsync();
        bool isHere = _walkedAfterSync && _owed.AreHere();
        if (isHere && _standing.Recover())
            await memory.WriteStateAsync();
        if (isHere)
            await attester.AttestAsync(epoch);
    }

    private async Task EnterAsync(Epoch epoch)
    {
        await _sweeper.SweepAsync();
        await _oldShards.SweepAsync(memory.State.LostSince);
        _standing.Enter(epoch, committees.Find(node.Name) is not null, WasMember(), _lostStore);
        await memory.WriteStateAsync();
        _owed.Clear();
        if (_lostStore || Status.Kind == NodeStatusKind.RecoveryInProgress)
            (Cursor, _owed.Until) = (0, replica.Read(static machine => machine.NextEventPosition));
        (_entered, _lostStore, _walkedAfterSync) = (epoch, false, false);
        sync.Begin(new ShardMove(epoch, Status.Kind == NodeStatusKind.RecoverMetadata, ToFetch()));
    }

    private bool WasMember() => committees.Current.Previous?.Members.Any(member => member.Name == node.Name) ?? false;

    /// <summary>New shards come from their previous owners; a node that recovers repairs blob by blob instead (control plane 5.5).</summary>
    private ImmutableArray<MovingShard> ToFetch()
    {
        if (Status.Kind == NodeStatusKind.RecoveryInProgress || committees.Current.Previous is not { } previous)
            return [];
        return [.. committees.GainedBy(node.Name).Select(shard => new MovingShard(shard, previous.HolderOf(shard)))];
    }

    private async Task FollowSyncAsync()
    {
        SyncStage stage = sync.Stage;
        if (stage != SyncStage.Metadata && _standing.HaveMetadata())
            await memory.WriteStateAsync();
        if (stage != SyncStage.Done || _walkedAfterSync)
            return;
        // What did not come with the shards shows in a walk from the beginning.
        if (!committees.GainedBy(node.Name).IsEmpty)
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
        if (isOlder || certified.Position < _owed.Until)
            _owed.Add(certified.BlobId);
        if (isOlder)
            healer.Add(certified.BlobId);
        else
            healer.AddFresh(certified.BlobId);
    }

    private async Task<bool> LacksAsync(BlobId blob)
    {
        bool lacks = !node.Store.ContainsMetadata(blob);
        bool isOlder = replica.Read(machine => machine.MovesWithShards(blob));
        foreach (ShardIndex shard in committees.ShardsOf(node.Name))
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
