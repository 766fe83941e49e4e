namespace Walrus.Grains.Contracts.Nodes;

/// <summary>No live silo hosts the storage node: the call is refused rather than placed elsewhere.</summary>
[GenerateSerializer, Alias("walrus.node-unavailable")]
public sealed class NodeUnavailableException : Exception
{
    /// <summary>For the node of this name.</summary>
    public NodeUnavailableException(string node) : base($"No live silo hosts storage node '{node}'.") => Node = node;

    /// <summary>Name of the node.</summary>
    [Id(0)] public string Node { get; }
}
