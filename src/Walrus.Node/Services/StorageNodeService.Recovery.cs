using System.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Metadata;
using Walrus.Core.Signatures;
using Walrus.Node.Migration;

namespace Walrus.Node.Services;

public sealed partial class StorageNodeService
{
    /// <inheritdoc/>
    public async ValueTask<IMemoryOwner<byte>> GetRecoverySymbolsAsync(BlobId blob, SymbolFilter filter, CancellationToken cancellation) =>
        await _symbols.ProveAsync(await RequireMetadataAsync(blob, cancellation), filter, cancellation);

    /// <inheritdoc/>
    public async ValueTask<IMemoryOwner<byte>> GetDecodingSymbolsAsync(
        BlobId blob, Axis axis, IReadOnlyList<SliverIndex> targets, CancellationToken cancellation) =>
        await _symbols.ListAsync(await RequireMetadataAsync(blob, cancellation), axis, targets, cancellation);

    /// <inheritdoc/>
    public async ValueTask<SignedMessage> JudgeProofAsync(BlobId blob, Axis axis, ReadOnlyMemory<byte> proof, CancellationToken cancellation) =>
        await _judge.JudgeAsync(await RequireMetadataAsync(blob, cancellation), axis, proof, cancellation);

    /// <inheritdoc/>
    public ValueTask<ShardAnswer> SyncShardAsync(SignedMessage request, BlsPublicKey sender, CancellationToken cancellation) =>
        _shards.OpenAsync(request, sender, cancellation);

    private async ValueTask<VerifiedBlobMetadata> RequireMetadataAsync(BlobId blob, CancellationToken cancellation)
    {
        if (await IsServedAsync(blob, cancellation) && await _metadata.FindAsync(blob, cancellation) is { } metadata)
            return metadata;
        throw Refuse(StorageNodeReason.MetadataNotFound, $"no metadata of blob {blob} here");
    }
}
