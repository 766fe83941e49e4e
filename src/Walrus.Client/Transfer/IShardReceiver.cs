using Walrus.Core.Identifiers;
using Walrus.Core.Metadata;
using Walrus.Core.Signatures;

namespace Walrus.Client.Transfer;

/// <summary>The node that takes over a shard.</summary>
public interface IShardReceiver
{
    /// <summary>Signs the requests.</summary>
    BlsSecretKey Key { get; }

    /// <summary>The metadata that slivers of a blob are judged by; null when nothing of the blob is wanted.</summary>
    /// <exception cref="Reading.BlobUnavailableException">No node has them now.</exception>
    ValueTask<VerifiedBlobMetadata?> FindMetadataAsync(BlobId blob, CancellationToken cancellation);

    /// <summary>Keeps a verified sliver.</summary>
    /// <param name="blob">Its blob.</param>
    /// <param name="slice">Its shard and axis.</param>
    /// <param name="bcs">BCS of SliverData; valid until the task completes.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask KeepAsync(BlobId blob, ShardSlice slice, ReadOnlyMemory<byte> bcs, CancellationToken cancellation);
}
