namespace Walrus.Core.Messages;

/// <summary>Why the ledger refuses a certificate, by the names it aborts with (control plane 6.1).</summary>
public static class CertificateReasons
{
    /// <summary>The bitmap is too long or names a member that is not there.</summary>
    public const string InvalidBitmap = "EInvalidBitmap";

    /// <summary>The signers have too few shards.</summary>
    public const string NotEnoughStake = "ENotEnoughStake";

    /// <summary>The message is of another epoch than the committee.</summary>
    public const string IncorrectEpoch = "EIncorrectEpoch";

    /// <summary>The message is of another type than the command wants.</summary>
    public const string InvalidMessageType = "EInvalidMsgType";

    /// <summary>The message has no frame and body of this protocol.</summary>
    public const string InvalidMessage = "EInvalidMessage";

    /// <summary>The signature is not that of the signers over the message.</summary>
    public const string InvalidSignature = "EInvalidSignature";
}
