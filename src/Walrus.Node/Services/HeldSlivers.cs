using System.Buffers;
using Walrus.Client.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Nodes;
using Walrus.Node.Recovery;
using Walrus.Storage.Slivers;

namespace Walrus.Node.Services;

/// <summary>
/// What the node's store holds, for reading: what turns out to be damaged is queued for repair and then simply not held; answers on
/// their way to clients take no more memory than there is for them.
/// </summary>
internal sealed class HeldSlivers(LocalNode node, NodeHealer healer, IGrainFactory grains, TimeProvider time) : ISliverSource
{
    private const long AnswerBytes = 512L << 20;
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(10);

    private readonly MemoryBudget _answers = new(AnswerBytes, time);

    /// <inheritdoc/>
    public bool Contains(SliverKey key) => node.Store.ContainsSliver(key);

    public bool ContainsMetadata(BlobId blob) => node.Store.ContainsMetadata(blob);

    /// <summary>The slivers held of a blob, ordered by shard and axis.</summary>
    public IReadOnlyList<SliverKey> Of(BlobId blob) => node.Store.ListSlivers(blob);

    /// <inheritdoc/>
    public async ValueTask<IMemoryOwner<byte>?> ReadAsync(SliverKey key, CancellationToken cancellation)
    {
        try
        {
            return await node.Store.ReadSliverAsync(key, cancellation);
        }
        catch (SliverCorruptedException)
        {
            await QueueAsync(key.Blob, key.Shard);
            return null;
        }
    }

    /// <summary>As <see cref="ReadAsync"/>, for an answer: the memory counts until it is disposed.</summary>
    /// <exception cref="StorageNodeRefusalException">Unavailable: too many answers are on their way.</exception>
    public async ValueTask<IMemoryOwner<byte>?> ReadForAnswerAsync(SliverKey key, CancellationToken cancellation)
    {
        if (node.Store.FindSliverLength(key) is not { } length)
            return null;
        MemoryLease lease = await LeaseAsync(length, cancellation);
        IMemoryOwner<byte>? bytes = null;
        try
        {
            bytes = await ReadAsync(key, cancellation);
            return bytes is null ? null : new LeasedBytes(bytes.Memory, bytes, lease);
        }
        finally
        {
            if (bytes is null)
                lease.Dispose();
        }
    }

    /// <summary>Builds an answer of at most so many bytes; they count until it is disposed.</summary>
    /// <exception cref="StorageNodeRefusalException">Unavailable: too many answers are on their way.</exception>
    public async ValueTask<IMemoryOwner<byte>> AnswerAsync(long bytesMax, Func<ValueTask<byte[]>> build, CancellationToken cancellation)
    {
        MemoryLease lease = await LeaseAsync(bytesMax, cancellation);
        byte[]? bytes = null;
        try
        {
            bytes = await build();
            return new LeasedBytes(bytes, null, lease);
        }
        finally
        {
            if (bytes is null)
                lease.Dispose();
        }
    }

    /// <summary>The blob's metadata, or null when they are not held, or no longer.</summary>
    public async ValueTask<IMemoryOwner<byte>?> ReadMetadataAsync(BlobId blob, CancellationToken cancellation)
    {
        try
        {
            return await node.Store.ReadMetadataAsync(blob, cancellation);
        }
        catch (SliverCorruptedException)
        {
            healer.Add(blob);
            return null;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DropAsync(SliverKey key)
    {
        await node.Store.DeleteSliverAsync(key);
        await QueueAsync(key.Blob, key.Shard);
    }

    private async ValueTask QueueAsync(BlobId blob, ShardIndex shard)
    {
        await grains.GetGrain<ISliverGrain>(SliverGrainKey.Of(node.Name, shard)).MarkMissingAsync(blob);
        healer.Add(blob);
    }

    private async ValueTask<MemoryLease> LeaseAsync(long bytes, CancellationToken cancellation)
    {
        try
        {
            return await _answers.TakeAsync(bytes, AnswerWait, cancellation);
        }
        catch (MemoryBudgetException exhausted)
        {
            throw new StorageNodeRefusalException(StorageNodeReason.Unavailable, exhausted.Message);
        }
    }

    private sealed class LeasedBytes(Memory<byte> memory, IDisposable? owner, MemoryLease lease) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => memory;

        public void Dispose()
        {
            owner?.Dispose();
            lease.Dispose();
        }
    }
}
