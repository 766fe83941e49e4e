using Walrus.Client.Buffers;
using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

public sealed partial class StorageNodeClient
{
    /// <summary>A sliver of a blob of unknown size: BCS of SliverData, not verified.</summary>
    /// <exception cref="StorageNodeRefusedException">SliverNotFound, ForbiddenBlob, IndexOutOfRange, ShardNotAssigned.</exception>
    public Task<PooledBytes> GetSliverAsync(BlobId blob, SliverPairIndex pair, Axis axis, CancellationToken cancellation) =>
        GetBytesAsync(SliverPath(blob, pair, axis), StorageNodeLimits.SliverBody(_parameters), _options.TransferTimeout, cancellation);

    /// <summary>A sliver of a blob of <paramref name="blobSize"/> unencoded bytes: BCS of SliverData, not verified.</summary>
    /// <exception cref="StorageNodeRefusedException">SliverNotFound, ForbiddenBlob, IndexOutOfRange, ShardNotAssigned.</exception>
    public Task<PooledBytes> GetSliverAsync(BlobId blob, SliverPairIndex pair, Axis axis, long blobSize, CancellationToken cancellation) =>
        GetBytesAsync(
            SliverPath(blob, pair, axis), StorageNodeLimits.SliverBody(_parameters, axis, blobSize), _options.TransferTimeout, cancellation);

    /// <summary>Stores a sliver: BCS of SliverData. The memory is free again when the task has completed.</summary>
    /// <exception cref="StorageNodeRefusedException">NotRegistered, MetadataNotFound, InvalidSliver, ShardNotAssigned, ….</exception>
    public Task<StoreOutcome> PutSliverAsync(
        BlobId blob, SliverPairIndex pair, Axis axis, ReadOnlyMemory<byte> sliver, CancellationToken cancellation) =>
        PutBytesAsync(SliverPath(blob, pair, axis), sliver, _options.TransferTimeout, cancellation);

    /// <summary>Whether the node has the sliver.</summary>
    /// <exception cref="StorageNodeRefusedException">IndexOutOfRange, ShardNotAssigned.</exception>
    public Task<StoredStatus> GetSliverStatusAsync(BlobId blob, SliverPairIndex pair, Axis axis, CancellationToken cancellation) =>
        GetJsonAsync($"{SliverPath(blob, pair, axis)}/status", _options.RequestTimeout, StoredStatusJson.Read, cancellation);

    private static string SliverPath(BlobId blob, SliverPairIndex pair, Axis axis) =>
        $"v1/blobs/{blob}/slivers/{pair}/{axis.WireName()}";
}
