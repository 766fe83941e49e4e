using Walrus.Client.Http;

namespace Walrus.Client.StorageNodes;

/// <summary>The node answered, and declined: for a reason of the protocol, or with a bare HTTP error.</summary>
public sealed class StorageNodeRefusedException : StorageNodeException
{
    /// <summary>An answer with an error status.</summary>
    /// <param name="node">Base URL of the node.</param>
    /// <param name="httpStatus">The HTTP status code.</param>
    /// <param name="envelope">The envelope of the body, when it is one.</param>
    public StorageNodeRefusedException(Uri node, int httpStatus, ErrorEnvelope? envelope)
        : base(node, envelope is null ? $"HTTP {httpStatus}" : $"{envelope.Reason}: {envelope.Message}")
    {
        HttpStatus = httpStatus;
        Envelope = envelope;
        Reason = StorageNodeReasons.Parse(envelope?.Reason);
    }

    /// <summary>The HTTP status code.</summary>
    public int HttpStatus { get; }

    /// <summary>The error as the node put it; null when the body was no envelope.</summary>
    public ErrorEnvelope? Envelope { get; }

    /// <summary>Why, in the protocol's terms.</summary>
    public StorageNodeReason Reason { get; }

    /// <summary>Whether the same request may succeed later: the node is overloaded or failed inside.</summary>
    public bool IsTransient => HttpStatus is 429 or >= 500;

    /// <summary>Whether the node said that its store takes no writes: its disk is full, read-only or failing, which no moment's wait changes.</summary>
    public bool IsUnwritable => Envelope is { } said && StorageNodeReasons.SaysUnwritable(said);
}
