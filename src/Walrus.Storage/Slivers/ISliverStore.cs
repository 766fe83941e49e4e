using System.Buffers;
using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

/// <summary>
/// Where one storage node keeps its slivers and the metadata of their blobs, as BCS bytes it does not look into.
/// Every member may be called from several threads at once. A put or delete is visible to reads when its task completes and
/// durable after the next <see cref="FlushAsync"/>.
/// </summary>
public interface ISliverStore : IAsyncDisposable
{
    /// <summary>
    /// Random identity, written when the store was created. Absent or different from the one the node remembers means that the
    /// disk was wiped or belongs to somebody else (rulings 17).
    /// </summary>
    Guid StoreId { get; }

    /// <summary>Whether the blob's metadata is held.</summary>
    bool ContainsMetadata(BlobId blob);

    /// <summary>Whether the sliver is held.</summary>
    bool ContainsSliver(SliverKey key);

    /// <summary>Keeps a blob's metadata. Not durable before a flush.</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="bcs">The metadata; unchanged by the caller until the task completes.</param>
    /// <param name="cancellationToken">Gives up waiting for room in the queue; a write that has begun is finished.</param>
    /// <returns>False when metadata for this blob is held already; what is held stays.</returns>
    /// <exception cref="StoreUnwritableException">The disk is full, read-only or failing.</exception>
    /// <exception cref="ArgumentException">Longer than <see cref="SliverStoreLimits.PayloadBytesMax"/>.</exception>
    ValueTask<bool> PutMetadataAsync(BlobId blob, ReadOnlyMemory<byte> bcs, CancellationToken cancellationToken = default);

    /// <summary>Keeps a sliver. Not durable before a flush.</summary>
    /// <param name="key">Which sliver.</param>
    /// <param name="bcs">The sliver; unchanged by the caller until the task completes.</param>
    /// <param name="cancellationToken">Gives up waiting for room in the queue; a write that has begun is finished.</param>
    /// <returns>False when the sliver is held already; what is held stays.</returns>
    /// <exception cref="StoreUnwritableException">The disk is full, read-only or failing.</exception>
    /// <exception cref="ArgumentException">Longer than <see cref="SliverStoreLimits.PayloadBytesMax"/>.</exception>
    ValueTask<bool> PutSliverAsync(SliverKey key, ReadOnlyMemory<byte> bcs, CancellationToken cancellationToken = default);

    /// <summary>
    /// Returns when every put and delete that completed before the call is durable; concurrent callers share one sync of the disk.
    /// </summary>
    /// <exception cref="StoreUnwritableException">
    /// The disk could not be synced. Whatever was put since the last good flush is dropped, and the store takes no writes until
    /// it is opened again.
    /// </exception>
    ValueTask FlushAsync(CancellationToken cancellationToken = default);

    /// <summary>The blob's metadata, verified, in a pooled buffer of exactly its length that the caller disposes; null when not held.</summary>
    /// <exception cref="SliverCorruptedException">It was held, but is damaged; it has been dropped.</exception>
    ValueTask<IMemoryOwner<byte>?> ReadMetadataAsync(BlobId blob, CancellationToken cancellationToken = default);

    /// <summary>The sliver, verified, in a pooled buffer of exactly its length that the caller disposes; null when not held.</summary>
    /// <exception cref="SliverCorruptedException">It was held, but is damaged; it has been dropped.</exception>
    ValueTask<IMemoryOwner<byte>?> ReadSliverAsync(SliverKey key, CancellationToken cancellationToken = default);

    /// <summary>Forgets the blob's metadata and all its slivers. The bytes leave the disk after the next flush.</summary>
    /// <returns>False when nothing of the blob was held.</returns>
    /// <exception cref="StoreUnwritableException">The disk is full, read-only or failing.</exception>
    ValueTask<bool> DeleteBlobAsync(BlobId blob, CancellationToken cancellationToken = default);

    /// <summary>Forgets one sliver.</summary>
    /// <returns>False when it was not held.</returns>
    /// <exception cref="StoreUnwritableException">The disk is full, read-only or failing.</exception>
    ValueTask<bool> DeleteSliverAsync(SliverKey key, CancellationToken cancellationToken = default);

    /// <summary>Forgets every sliver of a shard that has moved away (rulings 4); metadata stays.</summary>
    /// <returns>How many slivers were held.</returns>
    /// <exception cref="StoreUnwritableException">The disk is full, read-only or failing.</exception>
    ValueTask<int> DeleteShardAsync(ShardIndex shard, CancellationToken cancellationToken = default);

    /// <summary>
    /// Notes that a blob ends at the start of <paramref name="end"/>, in place of what was noted before. A blob without an end is
    /// kept until it is deleted; so is one of which nothing is held yet. Durable after a flush, like a put.
    /// </summary>
    /// <exception cref="StoreUnwritableException">The disk is full, read-only or failing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Epoch 0.</exception>
    ValueTask SetEndAsync(BlobId blob, Epoch end, CancellationToken cancellationToken = default);

    /// <summary>The epoch at whose start a blob ends; null when it has no end, or nothing is known of it.</summary>
    Epoch? FindEnd(BlobId blob);

    /// <summary>
    /// Forgets every blob that ends at the start of <paramref name="now"/> or before. The work is in proportion to what is
    /// deleted, not to what is held.
    /// </summary>
    /// <returns>How many blobs were forgotten, those with nothing but an end included.</returns>
    /// <exception cref="StoreUnwritableException">The disk is full, read-only or failing.</exception>
    ValueTask<int> DeleteExpiredAsync(Epoch now, CancellationToken cancellationToken = default);

    /// <summary>Wipes everything and takes a new <see cref="StoreId"/>: the development fault "wipe".</summary>
    /// <exception cref="StoreUnwritableException">The disk is read-only or failing.</exception>
    ValueTask DropAllAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Blobs of which the metadata or a sliver is held, in bytewise order, beginning after <paramref name="after"/> (null: with
    /// the first). One page: continue after its last id; only an empty page ends.
    /// </summary>
    IReadOnlyList<BlobId> ListBlobs(BlobId? after, int limit);

    /// <summary>The slivers held of a blob, ordered by shard and axis.</summary>
    IReadOnlyList<SliverKey> ListSlivers(BlobId blob);

    /// <summary>
    /// Slivers held of one shard and axis, ordered by blob, beginning after <paramref name="after"/> (null: with the first):
    /// what shard synchronisation walks (data plane 7.6). Continue after the last; only an empty page ends.
    /// </summary>
    IReadOnlyList<SliverKey> ListSlivers(ShardIndex shard, Axis axis, BlobId? after, int limit);

    /// <summary>The exact length in bytes of a held sliver, or null when it is not held; reads nothing.</summary>
    int? FindSliverLength(SliverKey key);

    /// <summary>What the store holds now.</summary>
    SliverStoreStatistics GetStatistics();
}
