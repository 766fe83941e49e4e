using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using Walrus.Grains.Contracts.Nodes;

namespace Walrus.Grains.Placement;

/// <summary>
/// Finds the silo whose metadata lists the node. When none does the call fails at once: a sliver stored on another
/// node's disk would be worse than one not stored.
/// </summary>
internal sealed class NodePinnedDirector(ISiloMetadataCache metadata) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        string node = NodeOf(target.GrainIdentity);
        foreach (SiloAddress silo in context.GetCompatibleSilos(target))
        {
            if (ClusterNodes.IsHostedBy(metadata, silo, node))
                return Task.FromResult(silo);
        }

        throw new NodeUnavailableException(node);
    }

    private static string NodeOf(GrainId grain)
    {
        string key = grain.Key.ToString()!;
        int slash = key.LastIndexOf('/');
        return slash < 0 ? key : key[..slash];
    }
}
