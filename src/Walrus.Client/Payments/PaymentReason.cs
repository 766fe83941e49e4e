namespace Walrus.Client.Payments;

/// <summary>Reasons of answers with 402 that are the gateway's own. The others are those of the ledger, such as <c>EVoucherReplayed</c>.</summary>
public static class PaymentReason
{
    /// <summary>No voucher came with the request.</summary>
    public const string VoucherRequired = "EVoucherRequired";

    /// <summary>The voucher is good, but does not cover what is to be read.</summary>
    public const string VoucherInsufficient = "EVoucherInsufficient";
}
