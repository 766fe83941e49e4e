using System.Collections.Immutable;
using Walrus.Client.StorageNodes;

namespace Walrus.Node;

/// <summary>A storage node declines a request for a reason of the protocol (HTTP interfaces 7).</summary>
public sealed class StorageNodeRefusalException : Exception
{
    /// <summary>A refusal with a message for people.</summary>
    public StorageNodeRefusalException(StorageNodeReason reason, string message) : base(message) => Reason = reason;

    /// <summary>What clients switch on.</summary>
    public StorageNodeReason Reason { get; }

    /// <summary>Details by name, as <c>INVALID_EPOCH</c> has them (HTTP interfaces 7.8).</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
