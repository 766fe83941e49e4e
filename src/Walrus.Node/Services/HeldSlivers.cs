using System.Buffers;
using Walrus.Client.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;
using Walrus.Grains.Nodes;
using Walrus.Storage.Slivers;

namespace Walrus.Node.Services;

/// <summary>
/// What the node's store holds, for reading: what turns out to be damaged is queued for repair and then simply not held; slivers on
/// their way to clients take no more memory than there is for them.
/// </summary>
internal sealed class HeldSlivers(LocalNode node, NodeHealer healer, IGrainFactory grains, TimeProvider time)
{
    private const long AnswerBytes = 512L << 20;
    private static readonly TimeSpan AnswerWait = TimeSpan.FromSeconds(10);

    private readonly MemoryBudget _answers = new(AnswerBytes, time);

    public bool Contains(SliverKey key) => node.Store.ContainsSliver(key);

    public bool ContainsMetadata(BlobId blob) => node.Store.ContainsMetadata(blob);

    /// <summary>The slivers held of a blob, ordered by shard and axis.</summary>
    public IReadOnlyList<SliverKey> Of(BlobId blob) => node.Store.ListSlivers(blob);

    /// <summary>The sliver, or null when it is not held, or no longer.</summary>
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
        MemoryLease lease;
        try
        {
            lease = await _answers.TakeAsync(length, AnswerWait, cancellation);
        }
        catch (MemoryBudgetException exhausted)
        {
            throw new StorageNodeRefusalException(StorageNodeReason.Unavailable, exhausted.Message);
        }

        IMemoryOwner<byte>? bytes = null;
        try
        {
            bytes = await ReadAsync(key, cancellation);
            return bytes is null ? null : new LeasedBytes(bytes, lease);
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

    /// <summary>A sliver was found not to be the blob's, whatever the store's checksum says: it is dropped and recovered.</summary>
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

    private sealed class LeasedBytes(IMemoryOwner<byte> bytes, MemoryLease lease) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes.Memory;

        public void Dispose()
        {
            bytes.Dispose();
            lease.Dispose();
        }
    }
}
