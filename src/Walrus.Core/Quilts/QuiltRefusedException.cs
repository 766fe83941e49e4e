namespace Walrus.Core.Quilts;

/// <summary>Files cannot be packed into a quilt.</summary>
public sealed class QuiltRefusedException : ProtocolException
{
    /// <summary>With the reason and a message for people.</summary>
    public QuiltRefusedException(QuiltRefusal reason, string message) : base(message) => Reason = reason;

    /// <summary>The reason.</summary>
    public QuiltRefusal Reason { get; }
}
