namespace Walrus.Core.Messages;

/// <summary>A certificate proves nothing (control plane 6.1).</summary>
public sealed class InvalidCertificateException : ProtocolException
{
    /// <summary>With one of <see cref="CertificateReasons"/> and a message for people.</summary>
    public InvalidCertificateException(string reason, string message) : base(message) => Reason = reason;

    /// <summary>With one of <see cref="CertificateReasons"/>, because of another error.</summary>
    public InvalidCertificateException(string reason, ProtocolException inner) : base(MessageOf(inner), inner) => Reason = reason;

    /// <summary>The name that the ledger aborts with.</summary>
    public string Reason { get; }

    private static string MessageOf(ProtocolException inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        return inner.Message;
    }
}
