namespace Walrus.Core.Recovery;

/// <summary>A proof of inconsistency does not convince (data plane 11.3).</summary>
public sealed class InvalidInconsistencyProofException : ProtocolException
{
    /// <summary>With a message that says why.</summary>
    public InvalidInconsistencyProofException(string message) : base(message) { }
}
