using System.Collections.Immutable;
using Walrus.Core.Identifiers;

namespace Walrus.Client.StorageNodes;

/// <summary>What a storage node says of itself (HTTP interfaces 7.7).</summary>
/// <param name="Uptime">Time since the node's start.</param>
/// <param name="Epoch">The node's current epoch.</param>
/// <param name="PublicKey">BLS public key, 48 bytes.</param>
/// <param name="NodeStatus">One of the texts of 7.7, such as <c>Active</c>.</param>
/// <param name="EventProgress">How far the node follows the ledger.</param>
/// <param name="ShardSummary">Its shards by status.</param>
/// <param name="ShardDetail">Its shards one by one; only when asked for.</param>
/// <param name="LatestCheckpointSequenceNumber">Last checkpoint of the ledger the node has seen.</param>
public sealed record NodeHealth(
    TimeSpan Uptime,
    Epoch Epoch,
    ReadOnlyMemory<byte> PublicKey,
    string NodeStatus,
    EventProgress EventProgress,
    ShardStatusSummary ShardSummary,
    ShardStatusDetail? ShardDetail,
    ulong? LatestCheckpointSequenceNumber);

/// <summary>How far a node follows the ledger's events.</summary>
/// <param name="Persisted">Events whose effects are durable.</param>
/// <param name="Pending">Events seen and not done with.</param>
/// <param name="HighestFinishedEventIndex">Index of the last event done; null before the first.</param>
public sealed record EventProgress(ulong Persisted, ulong Pending, ulong? HighestFinishedEventIndex);

/// <summary>Shards of a node by status.</summary>
/// <param name="Owned">Shards the committee assigns to the node.</param>
/// <param name="Unknown">Owned shards of unknown status.</param>
/// <param name="Ready">Owned shards that serve.</param>
/// <param name="InTransfer">Owned shards that are being fetched from their previous owners.</param>
/// <param name="InRecovery">Owned shards that are being rebuilt from other shards.</param>
/// <param name="ReadOnly">Shards of other nodes that this one still serves.</param>
public sealed record ShardStatusSummary(int Owned, int Unknown, int Ready, int InTransfer, int InRecovery, int ReadOnly);

/// <summary>Shards of a node one by one.</summary>
/// <param name="Owned">Those that the committee assigns to it.</param>
/// <param name="Other">Those that it still has.</param>
public sealed record ShardStatusDetail(ImmutableArray<ShardHealth> Owned, ImmutableArray<ShardHealth> Other);

/// <summary>One shard and its status.</summary>
/// <param name="Shard">Which shard.</param>
/// <param name="Status">What the node does with it.</param>
public readonly record struct ShardHealth(ShardIndex Shard, ShardHealthStatus Status);

/// <summary>What a node does with a shard; in JSON in camelCase.</summary>
public enum ShardHealthStatus
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Serves it.</summary>
    Ready,

    /// <summary>Fetches it from its previous owner.</summary>
    InTransfer,

    /// <summary>Rebuilds it from other shards.</summary>
    InRecovery,

    /// <summary>Serves it, for another node owns it now.</summary>
    ReadOnly,
}
