using System.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Client.Work;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Slivers;
using Walrus.Grains.Contracts.Nodes;
using Walrus.Grains.Ledger;
using Walrus.Grains.Nodes;
using Walrus.Node.Migration;
using Walrus.Node.Recovery;
using Walrus.Storage.Slivers;

namespace Walrus.Node.Services;

/// <summary>
/// One storage node: checks what comes in against the ledger's replica and the blob's metadata, appends it to the node's store, and
/// asks the node's grain to sign. Verification runs on a bounded pool, never in an actor's turn.
/// </summary>
public sealed partial class StorageNodeService : IStorageNode
{
    private const long ExpansionBytes = 64L << 20;

    private readonly LocalNode _node;
    private readonly LedgerReplica _replica;
    private readonly CommitteeDirectory _committees;
    private readonly IGrainFactory _grains;
    private readonly BoundedWork _work;
    private readonly HeldSlivers _held;
    private readonly MetadataCache _metadata;
    private readonly SymbolLibrary _symbols;
    private readonly ProofJudge _judge;
    private readonly ShardSource _shards;
    private readonly NodeHealthReporter _health;
    private readonly ShardAdmissions _admissions;
    private readonly TimeProvider _time;

    /// <summary>The service of a node that this process hosts.</summary>
    public StorageNodeService(
        LocalNode node, LedgerReplica replica, CommitteeDirectory committees, IGrainFactory grains, NodeHealer healer, BoundedWork work, TimeProvider time)
    {
        (_node, _replica, _committees, _grains, _work, _time) = (node, replica, committees, grains, work, time);
        Parameters = committees.Current.Parameters;
        _held = new HeldSlivers(node, healer, grains, time);
        _metadata = new MetadataCache(_held, Parameters);
        _symbols = new SymbolLibrary(_held, new SliverExpansions(_held, work, ExpansionBytes), shard => committees.Current.HolderOf(shard).Name == node.Name);
        _judge = new ProofJudge(node, replica, work);
        _shards = new ShardSource(node, _held, replica, committees, work);
        _health = new NodeHealthReporter(node, replica, grains, time);
        _admissions = new ShardAdmissions(node.Name, grains, committees);
    }

    /// <inheritdoc/>
    public RedStuffParameters Parameters { get; }

    /// <inheritdoc/>
    public async ValueTask<IMemoryOwner<byte>> GetMetadataAsync(BlobId blob, CancellationToken cancellation)
    {
        if (await IsServedAsync(blob, cancellation) && await _held.ReadMetadataAsync(blob, cancellation) is { } bytes)
        {
            using (bytes)
                return PooledBytesOf(blob, bytes.Memory);
        }

        throw Refuse(StorageNodeReason.MetadataNotFound, $"no metadata of blob {blob} here");
    }

    /// <inheritdoc/>
    public async ValueTask<StoreOutcome> PutMetadataAsync(BlobId blob, ReadOnlyMemory<byte> metadata, CancellationToken cancellation)
    {
        await RequireRegisteredAsync(blob, cancellation);
        if (_node.Store.ContainsMetadata(blob))
            return StoreOutcome.AlreadyStored;
        BlobMetadata parsed = Parse(metadata.Span);
        try
        {
            await _work.RunAsync(() => VerifiedBlobMetadata.Verify(blob, parsed, Parameters), cancellation);
        }
        catch (InvalidMetadataException invalid)
        {
            throw Refuse(StorageNodeReason.InvalidMetadata, invalid.Message);
        }

        bool stored = await _node.Store.PutMetadataAsync(blob, metadata, cancellation);
        if (await _node.DropIfEndedAsync(_replica, blob))
            await RequireRegisteredAsync(blob, cancellation);
        return stored ? StoreOutcome.Stored : StoreOutcome.AlreadyStored;
    }

    /// <inheritdoc/>
    public ValueTask<StoredStatus> MetadataStatusAsync(BlobId blob, CancellationToken cancellation) =>
        ValueTask.FromResult(_node.Store.ContainsMetadata(blob) ? StoredStatus.Stored : StoredStatus.Nonexistent);

    /// <inheritdoc/>
    public async ValueTask<IMemoryOwner<byte>> GetSliverAsync(BlobId blob, SliverPairIndex pair, Axis axis, CancellationToken cancellation)
    {
        SliverKey key = HeldOrAssigned(KeyOf(blob, pair, axis));
        if (await IsServedAsync(blob, cancellation) && await _held.ReadForAnswerAsync(key, cancellation) is { } bytes)
            return bytes;
        throw Refuse(StorageNodeReason.SliverNotFound, $"no {axis} sliver of pair {pair} of blob {blob} here");
    }

    /// <inheritdoc/>
    public async ValueTask<StoreOutcome> PutSliverAsync(
        BlobId blob, SliverPairIndex pair, Axis axis, ReadOnlyMemory<byte> sliver, CancellationToken cancellation)
    {
        SliverKey key = KeyOf(blob, pair, axis);
        RequireAssigned(key.Shard);
        await RequireRegisteredAsync(blob, cancellation);
        if (!await _admissions.IsAdmittedAsync(key.Shard))
            throw NotAssigned(key.Shard);
        if (_node.Store.ContainsSliver(key))
            return StoreOutcome.AlreadyStored;
        VerifiedBlobMetadata metadata = await _metadata.FindAsync(blob, cancellation)
            ?? throw Refuse(StorageNodeReason.MetadataNotFound, $"the metadata of blob {blob} must come first");
        // In one go, so that the store's checksum is taken of bytes that the processor has just read.
        ValueTask<bool> put = await _work.RunAsync(
            () =>
            {
                Verify(sliver, axis, pair, metadata);
                return _node.Store.PutSliverAsync(key, sliver, cancellation);
            },
            cancellation);
        bool stored = await put;
        if (await _node.DropIfEndedAsync(_replica, blob))
            await RequireRegisteredAsync(blob, cancellation);
        return stored ? StoreOutcome.Stored : StoreOutcome.AlreadyStored;
    }

    /// <inheritdoc/>
    public ValueTask<StoredStatus> SliverStatusAsync(BlobId blob, SliverPairIndex pair, Axis axis, CancellationToken cancellation) =>
        ValueTask.FromResult(_node.Store.ContainsSliver(HeldOrAssigned(KeyOf(blob, pair, axis))) ? StoredStatus.Stored : StoredStatus.Nonexistent);

    /// <inheritdoc/>
    public async ValueTask<SignedMessage> ConfirmAsync(BlobId blob, BlobPersistence persistence, TimeSpan wait, CancellationToken cancellation)
    {
        ObjectId? deletable = persistence.DeletableObject;
        INodeGrain grain = _grains.GetGrain<INodeGrain>(_node.Name);
        ConfirmationReply reply = await grain.ConfirmAsync(blob, deletable);
        if (reply.Refusal == ConfirmationRefusal.NotRegistered && wait > TimeSpan.Zero)
        {
            await WaitForRegistrationAsync(blob, wait < LongestRegistrationWait ? wait : LongestRegistrationWait, cancellation);
            reply = await grain.ConfirmAsync(blob, deletable);
        }

        return reply.Refusal switch
        {
            ConfirmationRefusal.None => new SignedMessage(reply.Message, reply.Signature),
            ConfirmationRefusal.NotRegistered => throw Refuse(StorageNodeReason.NotRegistered, $"no live registration of this kind of blob {blob} is known"),
            ConfirmationRefusal.Invalid => throw Refuse(StorageNodeReason.InvalidBlob, $"blob {blob} was found to be inconsistent"),
            _ => throw Refuse(StorageNodeReason.MissingSlivers, $"some shard of this node lacks its pair of blob {blob}"),
        };
    }

    /// <inheritdoc/>
    public async ValueTask<BlobStatus> BlobStatusAsync(BlobId blob, CancellationToken cancellation)
    {
        await _replica.CatchUpAsync(cancellation);
        return _replica.Read(machine => BlobStatusView.Of(machine, blob));
    }

    /// <inheritdoc/>
    public ValueTask<NodeHealth> HealthAsync(bool detailed, CancellationToken cancellation) => _health.ReportAsync(detailed);

    private SliverKey KeyOf(BlobId blob, SliverPairIndex pair, Axis axis)
    {
        if (pair.Value >= Parameters.Shards)
            throw Refuse(StorageNodeReason.IndexOutOfRange, $"pair {pair} is not below the {Parameters.Shards} shards of this network");
        return new SliverKey(blob, Parameters.ShardOf(pair, blob), axis);
    }

    /// <summary>What is held is served, even when its shard has moved on: the new owner may not have it yet (control plane 5.1).</summary>
    private SliverKey HeldOrAssigned(SliverKey key)
    {
        if (!_node.Store.ContainsSliver(key))
            RequireAssigned(key.Shard);
        return key;
    }

    private void RequireAssigned(ShardIndex shard)
    {
        if (_committees.Current.HolderOf(shard).Name != _node.Name)
            throw NotAssigned(shard);
    }

    private static StorageNodeRefusalException NotAssigned(ShardIndex shard) =>
        Refuse(StorageNodeReason.ShardNotAssigned, $"shard {shard} is not assigned to this node");

    private static BlobMetadata Parse(ReadOnlySpan<byte> metadata)
    {
        try
        {
            return BcsFormat.FromBytes<BlobMetadata>(metadata);
        }
        catch (BcsException malformed)
        {
            throw Refuse(IsOtherEncoding(metadata) ? StorageNodeReason.UnsupportedEncodingType : StorageNodeReason.InvalidContentType, malformed.Message);
        }
    }

    /// <summary>Whether metadata that do not decode are of an encoding that this network does not have: the byte behind the version says which.</summary>
    private static bool IsOtherEncoding(ReadOnlySpan<byte> metadata) =>
        metadata.Length > 1 && metadata[0] == 0 && metadata[1] != (byte)EncodingType.RS2;

    private void Verify(ReadOnlyMemory<byte> bytes, Axis axis, SliverPairIndex pair, VerifiedBlobMetadata metadata)
    {
        try
        {
            Sliver sliver = Sliver.FromBytes(bytes, axis);
            if (sliver.Index != Parameters.SliverOf(pair, axis))
                throw Refuse(StorageNodeReason.SliverIndexMismatch, $"the sliver has index {sliver.Index}, pair {pair} needs {Parameters.SliverOf(pair, axis)}");
            SliverVerifier.Verify(sliver, metadata);
        }
        catch (ProtocolException invalid)
        {
            throw Refuse(StorageNodeReason.InvalidSliver, invalid.Message);
        }
    }

    private static Client.Buffers.PooledBytes PooledBytesOf(BlobId blob, ReadOnlyMemory<byte> metadata)
    {
        Client.Buffers.PooledBytes joined = Client.Buffers.PooledBytes.Rent(Bytes32.Length + metadata.Length);
        blob.Bytes.CopyTo(joined.Memory.Span);
        metadata.CopyTo(joined.Memory[Bytes32.Length..]);
        return joined;
    }

    private static StorageNodeRefusalException Refuse(StorageNodeReason reason, string message) => new(reason, message);
}
