using Walrus.Client.Payments;
using Walrus.Ledger.Errors;

namespace Walrus.Gateway.Payments;

/// <summary>Reasons of refused reads, in sentences for people.</summary>
internal static class PaymentMessages
{
    public static string Of(string reason) => reason switch
    {
        PaymentReason.VoucherRequired => $"reading costs here: send a voucher in the header {VoucherHeader.Name}",
        PaymentReason.VoucherInsufficient => "the voucher is good, but does not cover this read",
        Reason.EChannelNotFound => "the account that signed the voucher has no channel to this gateway: deposit first",
        Reason.EChannelClosing => "the channel is closing: nothing is read through it any more",
        Reason.EWrongChannel => "the voucher is of another channel",
        Reason.EVoucherReplayed => "the voucher was used before: each read takes one that promises more",
        Reason.EVoucherShrunken => "the voucher promises less than one before it",
        Reason.EVoucherExpired => "the voucher expires before the next epoch, so that there might be no time to settle it",
        Reason.EChannelOverdrawn => "the voucher promises more than the channel holds: deposit more",
        _ => "the voucher is not signed by the reader for this network",
    };
}
