namespace Walrus.Client.StorageNodes;

/// <summary>
/// The node's answer breaks the protocol: too long, not decodable, or bytes that do not verify. A correct node never
/// gives one.
/// </summary>
public sealed class InvalidNodeAnswerException : StorageNodeException
{
    /// <summary>What is wrong with the answer.</summary>
    public InvalidNodeAnswerException(Uri node, string message, Exception? inner = null) : base(node, message, inner) { }
}
