using System.Buffers;
using System.Collections.Concurrent;
using Walrus.Client.Buffers;
using Walrus.Client.Committees;
using Walrus.Client.StorageNodes;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Parameters;
using Walrus.Core.Recovery;
using Walrus.Core.Signatures;
using Walrus.Core.Slivers;
using Walrus.Node;
using Walrus.Node.Migration;

namespace Walrus.Client.Tests.Network;

/// <summary>A correct storage node that keeps everything in memory and regards every blob as registered, unless told otherwise.</summary>
internal sealed class MemoryNode(RedStuffParameters parameters, BlsSecretKey key) : IStorageNode
{
    private readonly ConcurrentDictionary<BlobId, VerifiedBlobMetadata> _metadata = new();
    private readonly ConcurrentDictionary<(BlobId, SliverPairIndex, Axis), byte[]> _slivers = new();
    private int _unregistered;

    /// <summary>Set once the committee is known.</summary>
    public required Func<CommitteeSnapshot> Committee { get; init; }

    public required int Index { get; init; }

    public RedStuffParameters Parameters => parameters;

    public int SliversPut;

    public int ConfirmationsGiven;

    /// <summary>So many attempts to store metadata find the blob not registered.</summary>
    public void StayUnregistered(int attempts) => _unregistered = attempts;

    /// <summary>Signs for another epoch than the committee's when set.</summary>
    public bool SignsNonsense { get; set; }

    /// <summary>So many confirmations are for the epoch before.</summary>
    public int ConfirmationsBehind;

    public void Add(VerifiedBlobMetadata metadata) => _metadata[metadata.BlobId] = metadata;

    public void Add(BlobId blob, SliverPairIndex pair, Axis axis, byte[] sliver) => _slivers[(blob, pair, axis)] = sliver;

    public void Drop(BlobId blob, SliverPairIndex pair, Axis axis) => Assert.True(_slivers.TryRemove((blob, pair, axis), out _));

    public void Wipe()
    {
        _metadata.Clear();
        _slivers.Clear();
    }

    public ValueTask<IMemoryOwner<byte>> GetMetadataAsync(BlobId blob, CancellationToken cancellation) =>
        _metadata.TryGetValue(blob, out VerifiedBlobMetadata? metadata)
            ? ValueTask.FromResult<IMemoryOwner<byte>>(PooledBytes.Copy(BcsFormat.ToBytes(metadata.WithId())))
            : throw new StorageNodeRefusalException(StorageNodeReason.MetadataNotFound, "no metadata");

    public ValueTask<StoreOutcome> PutMetadataAsync(BlobId blob, ReadOnlyMemory<byte> metadata, CancellationToken cancellation)
    {
        if (Interlocked.Decrement(ref _unregistered) >= 0)
            throw new StorageNodeRefusalException(StorageNodeReason.NotRegistered, "not registered");
        try
        {
            BlobMetadata decoded = BcsFormat.FromBytes<BlobMetadata>(metadata.Span);
            bool added = _metadata.TryAdd(blob, VerifiedBlobMetadata.Verify(blob, decoded, parameters));
            return ValueTask.FromResult(added ? StoreOutcome.Stored : StoreOutcome.AlreadyStored);
        }
        catch (ProtocolException e)
        {
            throw new StorageNodeRefusalException(StorageNodeReason.InvalidMetadata, e.Message);
        }
    }

    public ValueTask<StoredStatus> MetadataStatusAsync(BlobId blob, CancellationToken cancellation) =>
        ValueTask.FromResult(_metadata.ContainsKey(blob) ? StoredStatus.Stored : StoredStatus.Nonexistent);

    public ValueTask<IMemoryOwner<byte>> GetSliverAsync(BlobId blob, SliverPairIndex pair, Axis axis, CancellationToken cancellation) =>
        _slivers.TryGetValue((blob, pair, axis), out byte[]? sliver)
            ? ValueTask.FromResult<IMemoryOwner<byte>>(PooledBytes.Copy(sliver))
            : throw new StorageNodeRefusalException(StorageNodeReason.SliverNotFound, "no sliver");

    public ValueTask<StoreOutcome> PutSliverAsync(
        BlobId blob, SliverPairIndex pair, Axis axis, ReadOnlyMemory<byte> sliver, CancellationToken cancellation)
    {
        Interlocked.Increment(ref SliversPut);
        RequireAssigned(blob, pair);
        if (!_metadata.TryGetValue(blob, out VerifiedBlobMetadata? metadata))
            throw new StorageNodeRefusalException(StorageNodeReason.MetadataNotFound, "metadata first");
        try
        {
            Sliver decoded = Sliver.FromBytes(sliver, axis);
            if (decoded.Index != parameters.SliverOf(pair, axis))
                throw new StorageNodeRefusalException(StorageNodeReason.SliverIndexMismatch, "another index");
            SliverVerifier.Verify(decoded, metadata);
        }
        catch (ProtocolException e)
        {
            throw new StorageNodeRefusalException(StorageNodeReason.InvalidSliver, e.Message);
        }

        bool added = _slivers.TryAdd((blob, pair, axis), sliver.ToArray());
        return ValueTask.FromResult(added ? StoreOutcome.Stored : StoreOutcome.AlreadyStored);
    }

    public ValueTask<StoredStatus> SliverStatusAsync(BlobId blob, SliverPairIndex pair, Axis axis, CancellationToken cancellation)
    {
        RequireAssigned(blob, pair);
        return ValueTask.FromResult(_slivers.ContainsKey((blob, pair, axis)) ? StoredStatus.Stored : StoredStatus.Nonexistent);
    }

    public bool HoldsAll(BlobId blob) => Committee().PairsOf(Committee().Members[Index], blob)
        .All(pair => _slivers.ContainsKey((blob, pair, Axis.Primary)) && _slivers.ContainsKey((blob, pair, Axis.Secondary)));

    public ValueTask<SignedMessage> ConfirmAsync(BlobId blob, BlobPersistence persistence, TimeSpan wait, CancellationToken cancellation)
    {
        if (!HoldsAll(blob))
            throw new StorageNodeRefusalException(StorageNodeReason.MissingSlivers, "slivers are missing");
        Interlocked.Increment(ref ConfirmationsGiven);
        Epoch epoch = SignsNonsense ? Committee().Epoch.Plus(1) : Committee().Epoch;
        if (Interlocked.Decrement(ref ConfirmationsBehind) >= 0)
            epoch = new Epoch(epoch.Value - 1);
        return ValueTask.FromResult(SignedMessage.Sign(key, epoch, new StorageConfirmation(blob, persistence)));
    }

    public ValueTask<BlobStatus> BlobStatusAsync(BlobId blob, CancellationToken cancellation) =>
        ValueTask.FromResult<BlobStatus>(new BlobStatus.Nonexistent());

    /// <summary>Gives those of the cells that it is asked for in the way that recovery asks.</summary>
    public ValueTask<IMemoryOwner<byte>> GetRecoverySymbolsAsync(BlobId blob, SymbolFilter filter, CancellationToken cancellation)
    {
        if (filter is not SymbolFilter.Cells { ProofAxis: { } axis } cells)
            throw new StorageNodeRefusalException(StorageNodeReason.InvalidFilter, "cells with the axis of their proofs, please");
        BcsWriter writer = new();
        writer.Vector([.. cells.Symbols.Select(cell => ProveAlong(axis, cell, blob)).OfType<GeneralRecoverySymbol>()]);
        return ValueTask.FromResult<IMemoryOwner<byte>>(PooledBytes.Copy(writer.Written.Span));
    }

    private GeneralRecoverySymbol? ProveAlong(Axis axis, SymbolId cell, BlobId blob)
    {
        (SliverIndex source, SliverIndex target) = axis == Axis.Primary ? (cell.Primary, cell.Secondary) : (cell.Secondary, cell.Primary);
        return _slivers.TryGetValue((blob, parameters.PairOf(source, axis), axis), out byte[]? sliver)
            ? new SliverExpansion(Sliver.FromBytes(sliver, axis), parameters).RecoverySymbol(target)
            : null;
    }

    public ValueTask<IMemoryOwner<byte>> GetDecodingSymbolsAsync(
        BlobId blob, Axis axis, IReadOnlyList<SliverIndex> targets, CancellationToken cancellation) =>
        throw new StorageNodeRefusalException(StorageNodeReason.SliverNotFound, "none without proofs");

    public ValueTask<SignedMessage> JudgeProofAsync(BlobId blob, Axis axis, ReadOnlyMemory<byte> proof, CancellationToken cancellation) =>
        throw new StorageNodeRefusalException(StorageNodeReason.InvalidProof, "every blob is honest here");

    public ValueTask<ShardAnswer> SyncShardAsync(SignedMessage request, BlsPublicKey sender, CancellationToken cancellation) =>
        throw new StorageNodeRefusalException(StorageNodeReason.RequestUnauthorized, "shards stay where they are");

    public ValueTask<NodeHealth> HealthAsync(bool detailed, CancellationToken cancellation) => ValueTask.FromResult(new NodeHealth(
        TimeSpan.Zero, Committee().Epoch, key.PublicKey.Bytes, "Active", new(0, 0, null), new(0, 0, 0, 0, 0, 0), null, null));

    private void RequireAssigned(BlobId blob, SliverPairIndex pair)
    {
        if (Committee().HolderOf(pair, blob) != Committee().Members[Index])
            throw new StorageNodeRefusalException(StorageNodeReason.ShardNotAssigned, "another node's shard");
    }
}
