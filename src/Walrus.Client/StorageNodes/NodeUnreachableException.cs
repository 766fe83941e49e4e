namespace Walrus.Client.StorageNodes;

/// <summary>How the way to a node failed.</summary>
public enum UnreachableKind
{
    /// <summary>No connection could be made.</summary>
    Refused,

    /// <summary>The connection broke before the answer was complete.</summary>
    Broken,

    /// <summary>The answer was not complete within the time allowed.</summary>
    TimedOut,
}

/// <summary>The node could not be reached, or went away in the middle of an answer. Says nothing about what it did.</summary>
public sealed class NodeUnreachableException : StorageNodeException
{
    /// <summary>A failure of the transport.</summary>
    public NodeUnreachableException(Uri node, UnreachableKind kind, string message, Exception? inner = null)
        : base(node, message, inner) => Kind = kind;

    /// <summary>How it failed.</summary>
    public UnreachableKind Kind { get; }
}
