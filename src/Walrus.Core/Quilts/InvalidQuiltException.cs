namespace Walrus.Core.Quilts;

/// <summary>A blob is no quilt of version 1, or what it says of its patches contradicts itself (data plane 12.4).</summary>
public sealed class InvalidQuiltException : ProtocolException
{
    /// <summary>With a message for people.</summary>
    public InvalidQuiltException(string message) : base(message) { }

    /// <summary>With a message for people and the error that led here.</summary>
    public InvalidQuiltException(string message, Exception inner) : base(message, inner) { }
}
