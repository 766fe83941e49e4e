using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Walrus.Grains.Placement;

/// <summary>
/// The storage nodes that silos of this cluster host now. Others of the same network, which another cluster hosts or nobody, have no grains
/// here: they are reached by HTTP only (rulings 24).
/// </summary>
internal sealed class ClusterNodes(ISiloStatusOracle silos, ISiloMetadataCache metadata)
{
    /// <summary>Whether an active silo hosts the node of this name.</summary>
    public bool Hosts(string node) => silos.GetApproximateSiloStatuses(onlyActive: true).Keys.Any(silo => IsHostedBy(metadata, silo, node));

    /// <summary>Whether this silo's metadata list the node.</summary>
    public static bool IsHostedBy(ISiloMetadataCache metadata, SiloAddress silo, string node) =>
        metadata.GetSiloMetadata(silo).Metadata.TryGetValue(NodePinned.MetadataKey, out string? names)
        && names.Split(',', StringSplitOptions.TrimEntries).Contains(node, StringComparer.Ordinal);
}
