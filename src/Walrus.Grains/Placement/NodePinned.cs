using Orleans.Placement;

namespace Walrus.Grains.Placement;

/// <summary>Places a grain on the silo that hosts the storage node its key names; see <see cref="NodePinnedDirector"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NodePinnedAttribute() : PlacementAttribute(NodePinned.Singleton);

/// <summary>Placement by storage node. The node's name is the grain key up to the first slash.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("walrus.node-pinned")]
public sealed class NodePinned : PlacementStrategy
{
    /// <summary>Silo metadata entry that lists the names of the storage nodes a silo hosts, separated by commas (rulings 13).</summary>
    public const string MetadataKey = "nodes";

    internal static readonly NodePinned Singleton = new();
}
