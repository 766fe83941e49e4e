namespace Walrus.Core;

/// <summary>Base of every error that bad input can cause: what came in does not follow the protocol.</summary>
public abstract class ProtocolException : Exception
{
    /// <summary>With a message for people.</summary>
    protected ProtocolException(string message) : base(message) { }

    /// <summary>With a message for people and the error that led here.</summary>
    protected ProtocolException(string message, Exception inner) : base(message, inner) { }
}
