using Orleans.Concurrency;
using Walrus.Core.Identifiers;
using Walrus.Grains.Contracts.Slivers;

namespace Walrus.Grains.Contracts.Nodes;

/// <summary>
/// A storage node's part in the committee, on the silo of that node; the key is the node's name. It follows the ledger,
/// signs one confirmation per blob object once all its shards hold their pairs durably, and heals what it lacks.
/// </summary>
[Alias("walrus.node")]
public interface INodeGrain : IGrainWithStringKey
{
    /// <summary>
    /// Signs that every shard of the node holds its pair of the blob, durably, for a permanent blob
    /// (<paramref name="deletableObject"/> null) or for one deletable blob object.
    /// </summary>
    [Alias("confirm"), ReadOnly]
    Task<ConfirmationReply> ConfirmAsync(BlobId blob, ObjectId? deletableObject);

    /// <summary>
    /// Signs the block at this height, which the node's process executed itself (ledger format, checkpoints). Returns BCS of the signed
    /// message; null when the block did not arrive in time, or is neither recent nor one that changes the epoch.
    /// </summary>
    [Alias("sign-checkpoint"), AlwaysInterleave]
    Task<byte[]?> SignCheckpointAsync(ulong height);

    /// <summary>The ledger moved, the node was started, or a blob was certified without it: follow, attest, heal.</summary>
    [Alias("wake"), AlwaysInterleave]
    Task WakeAsync();

    /// <summary>How the node is.</summary>
    [Alias("report"), ReadOnly]
    Task<NodeReport> ReportAsync();
}

/// <summary>Why a confirmation was not signed.</summary>
public enum ConfirmationRefusal
{
    /// <summary>It was signed.</summary>
    None,

    /// <summary>No live registration of this blob and kind is known.</summary>
    NotRegistered,

    /// <summary>The metadata or a sliver of some shard is missing.</summary>
    MissingSlivers,

    /// <summary>The blob id was found to be inconsistent.</summary>
    Invalid,
}

/// <summary>A signed storage confirmation, or why there is none.</summary>
/// <param name="Refusal">Why not.</param>
/// <param name="Message">Serialized protocol message (data plane 8.1).</param>
/// <param name="Signature">BLS signature over it, 96 bytes.</param>
[GenerateSerializer, Immutable, Alias("walrus.confirmation-reply")]
public sealed record ConfirmationReply(
    [property: Id(0)] ConfirmationRefusal Refusal,
    [property: Id(1)] byte[]? Message,
    [property: Id(2)] byte[]? Signature);

/// <summary>State of a storage node.</summary>
/// <param name="Status">In the words of HTTP interfaces 7.7: Standby, Active, RecoveryInProgress (3) ….</param>
/// <param name="Epoch">Epoch the node follows.</param>
/// <param name="Shards">Its shards in the current committee.</param>
/// <param name="Backlog">Certified blobs of which it lacks metadata or slivers.</param>
/// <param name="EventCursor">Ledger events it has dealt with.</param>
/// <param name="ReadOnly">Shards of other nodes that it still serves.</param>
[GenerateSerializer, Immutable, Alias("walrus.node-report")]
public sealed record NodeReport(
    [property: Id(0)] string Status,
    [property: Id(1)] Epoch Epoch,
    [property: Id(2)] ShardReport[] Shards,
    [property: Id(3)] int Backlog,
    [property: Id(4)] ulong EventCursor,
    [property: Id(5)] ShardIndex[] ReadOnly);
