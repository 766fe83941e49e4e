namespace Walrus.Core.Bcs;

/// <summary>Bytes are not the canonical BCS form of the expected type.</summary>
public sealed class BcsException : ProtocolException
{
    /// <summary>With a message that says what was wrong, and where.</summary>
    public BcsException(string message) : base(message) { }
}
