using Walrus.Core.Identifiers;

namespace Walrus.Client.Payments;

/// <summary>A read cannot be paid for, or its gateway does not give what was paid for.</summary>
public class ReadPaymentException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The gateway refused a voucher.</summary>
/// <param name="reason">A reason of the ledger, or one of <see cref="PaymentReason"/>.</param>
/// <param name="message">What the gateway says.</param>
public sealed class VoucherRefusedException(string reason, string message) : ReadPaymentException($"{message} ({reason})")
{
    /// <summary>A reason of the ledger, or one of <see cref="PaymentReason"/>.</summary>
    public string Reason { get; } = reason;
}

/// <summary>The read costs more than its payer allows; nothing beyond the limit was promised.</summary>
/// <param name="blob">The blob.</param>
/// <param name="needed">FROST that the read takes, as far as is known.</param>
/// <param name="limit">FROST that may be spent.</param>
public sealed class ReadTooDearException(BlobId blob, ulong needed, ulong limit)
    : ReadPaymentException($"Reading {blob} costs up to {needed} FROST, and {limit} may be spent.")
{
    /// <summary>FROST that the read takes, as far as is known.</summary>
    public ulong Needed { get; } = needed;

    /// <summary>FROST that may be spent.</summary>
    public ulong Limit { get; } = limit;
}
