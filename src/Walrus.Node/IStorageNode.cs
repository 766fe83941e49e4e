using System.Buffers;
using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Core.Messages;
using Walrus.Core.Parameters;
using Walrus.Core.Signatures;
using Walrus.Node.Migration;

namespace Walrus.Node;

/// <summary>
/// What a storage node does behind its HTTP API (HTTP interfaces 7). Bodies are the BCS bytes of the wire.
/// Every operation refuses by throwing <see cref="StorageNodeRefusalException"/>. Pair indices are below the number of
/// shards: the API refuses others with <see cref="StorageNodeReason.IndexOutOfRange"/>. Byte ranges passed in are valid until the returned task
/// has completed; memory handed out belongs to the caller and has the exact length of the body.
/// </summary>
public interface IStorageNode
{
    /// <summary>Encoding parameters of the network; they bound the bodies that are read.</summary>
    RedStuffParameters Parameters { get; }

    /// <summary>Blob id and metadata: BCS of BlobMetadataWithId.</summary>
    /// <exception cref="StorageNodeRefusalException">MetadataNotFound (also: not registered, expired), ForbiddenBlob.</exception>
    ValueTask<IMemoryOwner<byte>> GetMetadataAsync(BlobId blob, CancellationToken cancellation);

    /// <summary>Verifies metadata against the blob id and makes them durable.</summary>
    /// <param name="blob">The blob they must hash to.</param>
    /// <param name="metadata">BCS of BlobMetadata, without the id.</param>
    /// <param name="cancellation">Gives up; what is durable by then stays.</param>
    /// <exception cref="StorageNodeRefusalException">NotRegistered, InvalidMetadata, InvalidBlob, UnsupportedEncodingType; InvalidContentType when the bytes do not decode.</exception>
    ValueTask<StoreOutcome> PutMetadataAsync(BlobId blob, ReadOnlyMemory<byte> metadata, CancellationToken cancellation);

    /// <summary>Whether the metadata are held.</summary>
    ValueTask<StoredStatus> MetadataStatusAsync(BlobId blob, CancellationToken cancellation);

    /// <summary>A sliver: BCS of SliverData.</summary>
    /// <exception cref="StorageNodeRefusalException">SliverNotFound, ForbiddenBlob, ShardNotAssigned.</exception>
    ValueTask<IMemoryOwner<byte>> GetSliverAsync(BlobId blob, SliverPairIndex pair, Axis axis, CancellationToken cancellation);

    /// <summary>Verifies a sliver against the stored metadata and makes it durable.</summary>
    /// <param name="blob">The blob it belongs to.</param>
    /// <param name="pair">Pair of the path.</param>
    /// <param name="axis">Axis of the path.</param>
    /// <param name="sliver">BCS of SliverData.</param>
    /// <param name="cancellation">Gives up; what is durable by then stays.</param>
    /// <exception cref="StorageNodeRefusalException">NotRegistered, MetadataNotFound, InvalidSliver (also: bytes that do not decode), SliverIndexMismatch, ShardNotAssigned.</exception>
    ValueTask<StoreOutcome> PutSliverAsync(
        BlobId blob, SliverPairIndex pair, Axis axis, ReadOnlyMemory<byte> sliver, CancellationToken cancellation);

    /// <summary>Whether the sliver is held.</summary>
    /// <exception cref="StorageNodeRefusalException">ShardNotAssigned.</exception>
    ValueTask<StoredStatus> SliverStatusAsync(BlobId blob, SliverPairIndex pair, Axis axis, CancellationToken cancellation);

    /// <summary>Signs that every shard of the node durably holds its pair of the blob (HTTP interfaces 7.3).</summary>
    /// <param name="blob">The blob.</param>
    /// <param name="persistence">Permanent, or the deletable blob object.</param>
    /// <param name="wait">How long to wait for the registration; zero: not at all.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StorageNodeRefusalException">NotRegistered (also: the object is of another blob or kind), MissingSlivers.</exception>
    ValueTask<SignedMessage> ConfirmAsync(BlobId blob, BlobPersistence persistence, TimeSpan wait, CancellationToken cancellation);

    /// <summary>What the node's view of the ledger says of the blob.</summary>
    ValueTask<BlobStatus> BlobStatusAsync(BlobId blob, CancellationToken cancellation);

    /// <summary>Recovery symbols with their proofs: BCS vector of GeneralRecoverySymbol; those of the asked ones that the node has.</summary>
    /// <exception cref="StorageNodeRefusalException">
    /// MetadataNotFound, SliverNotFound, ForbiddenBlob, SymbolNotPresentAtShards, InvalidFilter, NoSymbolsSpecified, RecoverySymbolOutOfRange.
    /// </exception>
    ValueTask<IMemoryOwner<byte>> GetRecoverySymbolsAsync(BlobId blob, SymbolFilter filter, CancellationToken cancellation);

    /// <summary>Symbols without proofs for systematic slivers: BCS map from sliver to symbols.</summary>
    /// <exception cref="StorageNodeRefusalException">
    /// MetadataNotFound, SliverNotFound, ForbiddenBlob, InvalidFilter, NoTargetSliversSpecified, RecoverySymbolOutOfRange.
    /// </exception>
    ValueTask<IMemoryOwner<byte>> GetDecodingSymbolsAsync(BlobId blob, Axis axis, IReadOnlyList<SliverIndex> targets, CancellationToken cancellation);

    /// <summary>Verifies a proof that the blob is inconsistent, in its untagged form, and signs that it is (HTTP interfaces 7.6).</summary>
    /// <exception cref="StorageNodeRefusalException">MetadataNotFound, InvalidProof.</exception>
    ValueTask<SignedMessage> JudgeProofAsync(BlobId blob, Axis axis, ReadOnlyMemory<byte> proof, CancellationToken cancellation);

    /// <summary>Slivers of a shard for its owner in the current committee (HTTP interfaces 7.8).</summary>
    /// <param name="request">The signed request.</param>
    /// <param name="sender">The key it is said to be signed with.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="StorageNodeRefusalException">
    /// RequestUnauthorized, MessageVerificationFailed, InvalidEpoch, SliverCountExceedsLimit, ShardNotAssigned.
    /// </exception>
    ValueTask<ShardAnswer> SyncShardAsync(SignedMessage request, BlsPublicKey sender, CancellationToken cancellation);

    /// <summary>What the node says of itself.</summary>
    /// <param name="detailed">Whether to list the shards one by one.</param>
    /// <param name="cancellation">Gives up.</param>
    ValueTask<NodeHealth> HealthAsync(bool detailed, CancellationToken cancellation);
}
