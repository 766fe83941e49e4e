namespace Walrus.Core.Signatures;

/// <summary>Bytes are not a key of BLS12-381 (data plane 8.2).</summary>
public sealed class InvalidKeyException : ProtocolException
{
    /// <summary>With a message that says what is wrong with them.</summary>
    public InvalidKeyException(string message) : base(message) { }
}
