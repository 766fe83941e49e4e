using System.Collections.Immutable;
using Walrus.Client.Http;

namespace Walrus.Client.StorageNodes;

/// <summary>Why a storage node refuses a request (HTTP interfaces 7).</summary>
public enum StorageNodeReason
{
    /// <summary>The node gave a reason that this list does not know, or none.</summary>
    Other,

    /// <summary>The blob is not registered, or no longer, or not as the request says.</summary>
    NotRegistered,

    /// <summary>The node lacks the blob's metadata.</summary>
    MetadataNotFound,

    /// <summary>The metadata do not hash to the blob id, or do not fit the network.</summary>
    InvalidMetadata,

    /// <summary>The blob is certified to be inconsistent.</summary>
    InvalidBlob,

    /// <summary>An encoding other than RS2.</summary>
    UnsupportedEncodingType,

    /// <summary>No room for uploads that wait for their registration.</summary>
    CacheSaturated,

    /// <summary>The body has another media type, or its bytes do not decode.</summary>
    InvalidContentType,

    /// <summary>The blob is blocked.</summary>
    ForbiddenBlob,

    /// <summary>The node lacks the sliver.</summary>
    SliverNotFound,

    /// <summary>The pair index is not below the number of shards.</summary>
    IndexOutOfRange,

    /// <summary>The pair belongs to a shard of another node.</summary>
    ShardNotAssigned,

    /// <summary>The sliver does not match the metadata.</summary>
    InvalidSliver,

    /// <summary>The index inside the sliver is not the one of the path.</summary>
    SliverIndexMismatch,

    /// <summary>The sliver is too large to wait for its registration.</summary>
    SliverTooLarge,

    /// <summary>Some shard of the node lacks a sliver, so it cannot confirm.</summary>
    MissingSlivers,

    /// <summary>None of the node's shards provides the symbol.</summary>
    SymbolNotPresentAtShards,

    /// <summary>The filter of a symbol request makes no sense.</summary>
    InvalidFilter,

    /// <summary>A symbol request that names no symbols.</summary>
    NoSymbolsSpecified,

    /// <summary>A symbol request that names no target slivers.</summary>
    NoTargetSliversSpecified,

    /// <summary>A symbol beyond the number of shards.</summary>
    RecoverySymbolOutOfRange,

    /// <summary>Too many such requests run at the node.</summary>
    Unavailable,

    /// <summary>The inconsistency proof does not hold.</summary>
    InvalidProof,

    /// <summary>The requester may not ask for this shard.</summary>
    RequestUnauthorized,

    /// <summary>More slivers asked at once than the node gives.</summary>
    SliverCountExceedsLimit,

    /// <summary>The signature of a request does not hold.</summary>
    MessageVerificationFailed,

    /// <summary>The request is for another epoch than the node's.</summary>
    InvalidEpoch,

    /// <summary>A failure inside the node.</summary>
    InternalError,
}

/// <summary>Wire names and error classes of <see cref="StorageNodeReason"/>.</summary>
public static class StorageNodeReasons
{
    private static readonly Dictionary<StorageNodeReason, (string Name, ErrorStatus Status)> Rows = new()
    {
        [StorageNodeReason.NotRegistered] = ("NOT_REGISTERED", ErrorStatus.FailedPrecondition),
        [StorageNodeReason.MetadataNotFound] = ("METADATA_NOT_FOUND", ErrorStatus.NotFound),
        [StorageNodeReason.InvalidMetadata] = ("INVALID_METADATA", ErrorStatus.InvalidArgument),
        [StorageNodeReason.InvalidBlob] = ("INVALID_BLOB", ErrorStatus.FailedPrecondition),
        [StorageNodeReason.UnsupportedEncodingType] = ("UNSUPPORTED_ENCODING_TYPE", ErrorStatus.InvalidArgument),
        [StorageNodeReason.CacheSaturated] = ("CACHE_SATURATED", ErrorStatus.FailedPrecondition),
        [StorageNodeReason.InvalidContentType] = ("INVALID_CONTENT_TYPE", ErrorStatus.InvalidArgument),
        [StorageNodeReason.ForbiddenBlob] = ("FORBIDDEN_BLOB", ErrorStatus.UnavailableForLegalReasons),
        [StorageNodeReason.SliverNotFound] = ("SLIVER_NOT_FOUND", ErrorStatus.NotFound),
        [StorageNodeReason.IndexOutOfRange] = ("INDEX_OUT_OF_RANGE", ErrorStatus.InvalidArgument),
        [StorageNodeReason.ShardNotAssigned] = ("SHARD_NOT_ASSIGNED", ErrorStatus.FailedPrecondition),
        [StorageNodeReason.InvalidSliver] = ("INVALID_SLIVER", ErrorStatus.InvalidArgument),
        [StorageNodeReason.SliverIndexMismatch] = ("SLIVER_INDEX_MISMATCH", ErrorStatus.InvalidArgument),
        [StorageNodeReason.SliverTooLarge] = ("SLIVER_TOO_LARGE", ErrorStatus.InvalidArgument),
        [StorageNodeReason.MissingSlivers] = ("MISSING_SLIVERS", ErrorStatus.FailedPrecondition),
        [StorageNodeReason.SymbolNotPresentAtShards] = ("SYMBOL_NOT_PRESENT_AT_SHARDS", ErrorStatus.FailedPrecondition),
        [StorageNodeReason.InvalidFilter] = ("INVALID_FILTER", ErrorStatus.InvalidArgument),
        [StorageNodeReason.NoSymbolsSpecified] = ("NO_SYMBOLS_SPECIFIED", ErrorStatus.InvalidArgument),
        [StorageNodeReason.NoTargetSliversSpecified] = ("NO_TARGET_SLIVERS_SPECIFIED", ErrorStatus.InvalidArgument),
        [StorageNodeReason.RecoverySymbolOutOfRange] = ("RECOVERY_SYMBOL_OUT_OF_RANGE", ErrorStatus.InvalidArgument),
        [StorageNodeReason.Unavailable] = ("UNAVAILABLE", ErrorStatus.Unavailable),
        [StorageNodeReason.InvalidProof] = ("INVALID_PROOF", ErrorStatus.InvalidArgument),
        [StorageNodeReason.RequestUnauthorized] = ("REQUEST_UNAUTHORIZED", ErrorStatus.PermissionDenied),
        [StorageNodeReason.SliverCountExceedsLimit] = ("SLIVER_COUNT_EXCEEDS_LIMIT", ErrorStatus.InvalidArgument),
        [StorageNodeReason.MessageVerificationFailed] = ("MESSAGE_VERIFICATION_FAILED", ErrorStatus.InvalidArgument),
        [StorageNodeReason.InvalidEpoch] = ("INVALID_EPOCH", ErrorStatus.FailedPrecondition),
        [StorageNodeReason.InternalError] = (ErrorEnvelope.InternalReason, ErrorStatus.Internal),
        [StorageNodeReason.Other] = ("UNKNOWN", ErrorStatus.Internal),
    };

    private const string CauseKey = "cause";
    private const string UnwritableCause = "STORE_UNWRITABLE";

    private static readonly Dictionary<string, StorageNodeReason> ByName = Rows.ToDictionary(row => row.Value.Name, row => row.Key);

    /// <summary>
    /// What a node answers whose store takes no writes. To clients that know nothing of the cause, which stands in the metadata, the node
    /// is unavailable.
    /// </summary>
    public static ErrorEnvelope Unwritable { get; } =
        new(ErrorStatus.Unavailable, StorageNodeReason.Unavailable.WireName(), ErrorDomains.Storage, "the node's store takes no writes")
        {
            Metadata = ImmutableSortedDictionary<string, string>.Empty.Add(CauseKey, UnwritableCause),
        };

    internal static bool SaysUnwritable(ErrorEnvelope envelope) => envelope.Metadata.GetValueOrDefault(CauseKey) == UnwritableCause;

    /// <summary>The name in JSON, such as <c>NOT_REGISTERED</c>.</summary>
    public static string WireName(this StorageNodeReason reason) => Rows[reason].Name;

    /// <summary>
    /// The class the reason usually has. <see cref="StorageNodeReason.MetadataNotFound"/> is a failed precondition
    /// instead where metadata must come first: storing slivers and judging proofs.
    /// </summary>
    public static ErrorStatus UsualStatus(this StorageNodeReason reason) => Rows[reason].Status;

    /// <summary>The reason of a name in JSON; <see cref="StorageNodeReason.Other"/> for names not known.</summary>
    public static StorageNodeReason Parse(string? name) => name is not null && ByName.TryGetValue(name, out var reason) ? reason : StorageNodeReason.Other;
}
