namespace Walrus.Core.Signatures;

/// <summary>Bytes are not a signature of BLS12-381, or a signature does not belong to its message and keys (data plane 8.2).</summary>
public sealed class InvalidSignatureException : ProtocolException
{
    /// <summary>With a message that says what is wrong.</summary>
    public InvalidSignatureException(string message) : base(message) { }
}
