namespace Walrus.Client.StorageNodes;

/// <summary>A request to one storage node did not succeed. The kinds are the subclasses.</summary>
public abstract class StorageNodeException : Exception
{
    private protected StorageNodeException(Uri node, string message, Exception? inner = null) : base($"{node}: {message}", inner) => Node = node;

    /// <summary>Base URL of the node.</summary>
    public Uri Node { get; }
}
