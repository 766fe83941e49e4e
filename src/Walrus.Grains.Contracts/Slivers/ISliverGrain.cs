using Orleans.Concurrency;
using Walrus.Core.Identifiers;

namespace Walrus.Grains.Contracts.Slivers;

/// <summary>
/// One shard at one storage node, on the silo of that node; the key is <c>node-name/shard</c> (<see cref="SliverGrainKey"/>).
/// It admits writes and answers what the shard holds; bytes are verified and appended outside its turns.
/// </summary>
[Alias("walrus.sliver")]
public interface ISliverGrain : IGrainWithStringKey
{
    /// <summary>Whether this shard takes slivers now. Throws <see cref="Nodes.NodeUnavailableException"/> when the node has no silo.</summary>
    [Alias("admit"), ReadOnly]
    Task<SliverAdmission> AdmitAsync();

    /// <summary>The blob's pair was recovered: it counts as backlog no longer. Slivers that come with a write or a shard need not be told.</summary>
    [Alias("held")]
    Task MarkHeldAsync(BlobId blob);

    /// <summary>The blob is certified and its pair is not here: it counts as backlog until it is held.</summary>
    [Alias("lacks")]
    Task MarkMissingAsync(BlobId blob);

    /// <summary>The blob is gone from the ledger: forget it.</summary>
    [Alias("forget")]
    Task ForgetAsync(BlobId blob);

    /// <summary>State of the shard.</summary>
    [Alias("report"), ReadOnly]
    Task<ShardReport> ReportAsync();
}

/// <summary>Answer of a shard to a write.</summary>
public enum SliverAdmission
{
    /// <summary>The shard belongs to the node in the current committee.</summary>
    Admitted,

    /// <summary>The shard is not the node's.</summary>
    NotAssigned,
}

/// <summary>Where a shard stands (HTTP interfaces 7.7).</summary>
public enum ShardStatus
{
    /// <summary>Not known to the node.</summary>
    Unknown,

    /// <summary>Holds what it should.</summary>
    Ready,

    /// <summary>Being copied from its previous owner.</summary>
    InTransfer,

    /// <summary>Slivers are being rebuilt from other nodes.</summary>
    InRecovery,
}

/// <summary>State of one shard at one node.</summary>
/// <param name="Shard">Which shard.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Missing">Certified blobs whose pair is not held.</param>
[GenerateSerializer, Immutable, Alias("walrus.shard-report")]
public sealed record ShardReport([property: Id(0)] ShardIndex Shard, [property: Id(1)] ShardStatus Status, [property: Id(2)] int Missing);

/// <summary>Key of a <see cref="ISliverGrain"/>: the node's name, a slash, the shard.</summary>
public static class SliverGrainKey
{
    /// <summary>Key for a shard at a node.</summary>
    public static string Of(string node, ShardIndex shard) => $"{node}/{shard}";

    /// <summary>Node name and shard of a key.</summary>
    /// <exception cref="FormatException">The key is not of this form.</exception>
    public static (string Node, ShardIndex Shard) Parse(string key)
    {
        int slash = key.LastIndexOf('/');
        if (slash < 1 || !ushort.TryParse(key.AsSpan(slash + 1), out ushort shard))
            throw new FormatException($"'{key}' is not node/shard.");
        return (key[..slash], new ShardIndex(shard));
    }
}
