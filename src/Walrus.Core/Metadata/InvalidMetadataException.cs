namespace Walrus.Core.Metadata;

/// <summary>Metadata does not belong to its blob id, or not to a network of this many shards (data plane 6.4).</summary>
public sealed class InvalidMetadataException : ProtocolException
{
    /// <summary>With the reason and a message for people.</summary>
    public InvalidMetadataException(MetadataFault fault, string message) : base(message) => Fault = fault;

    /// <summary>The reason.</summary>
    public MetadataFault Fault { get; }
}
