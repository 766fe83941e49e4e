namespace Walrus.Core.Messages;

/// <summary>Bytes are not a protocol message of the expected kind (data plane 8.1).</summary>
public sealed class InvalidMessageException : ProtocolException
{
    /// <summary>With a message that says what is wrong.</summary>
    public InvalidMessageException(string message) : base(message) { }
}
