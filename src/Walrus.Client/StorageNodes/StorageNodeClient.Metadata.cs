using Walrus.Client.Buffers;
using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

public sealed partial class StorageNodeClient
{
    /// <summary>Blob id and metadata: BCS of BlobMetadataWithId, not verified.</summary>
    /// <exception cref="StorageNodeRefusedException">MetadataNotFound, ForbiddenBlob.</exception>
    public Task<PooledBytes> GetMetadataAsync(BlobId blob, CancellationToken cancellation) =>
        GetBytesAsync($"v1/blobs/{blob}/metadata", StorageNodeLimits.OtherBody, _options.RequestTimeout, cancellation);

    /// <summary>Stores metadata: BCS of BlobMetadata, without the id. The memory is free again when the task has completed.</summary>
    /// <exception cref="StorageNodeRefusedException">NotRegistered, InvalidMetadata, InvalidBlob, ….</exception>
    public Task<StoreOutcome> PutMetadataAsync(BlobId blob, ReadOnlyMemory<byte> metadata, CancellationToken cancellation) =>
        PutBytesAsync($"v1/blobs/{blob}/metadata", metadata, _options.RequestTimeout, cancellation);

    /// <summary>Whether the node has the metadata.</summary>
    public Task<StoredStatus> GetMetadataStatusAsync(BlobId blob, CancellationToken cancellation) =>
        GetJsonAsync($"v1/blobs/{blob}/metadata/status", _options.RequestTimeout, StoredStatusJson.Read, cancellation);
}
