using Walrus.Client.Http;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Errors;

namespace Walrus.Gateway.Publishing;

/// <summary>What a publisher answers when the ledger does not take its transaction: the ledger's own reason, in the class that tells a client what to do.</summary>
internal static class LedgerRefusal
{
    // How the orderer refuses what it cannot queue.
    private const string QueueFull = "RESOURCE_EXHAUSTED";

    /// <summary>The answer to a refusal or an abort.</summary>
    public static ErrorEnvelope ToEnvelope(this LedgerRefusedException refused) =>
        new(StatusOf(refused.Reason), refused.Reason, ErrorDomains.Ledger, MessageOf(refused.Reason));

    private static ErrorStatus StatusOf(string reason) => reason switch
    {
        // There is no room now: on the network, or among the transactions that wait.
        Reason.EStorageExceeded or QueueFull => ErrorStatus.ResourceExhausted,
        Reason.EInvalidEpochsAhead or Reason.ETooFarInFuture => ErrorStatus.InvalidArgument,
        Reason.ENotAuthorized or Reason.ENotOwner => ErrorStatus.PermissionDenied,
        Reason.EBlobDenied => ErrorStatus.UnavailableForLegalReasons,
        // The ledger went on while the transaction was on its way: the same request may well succeed.
        Reason.EWrongNonce or Reason.EExpiredTransaction or Reason.EInvalidExpiry => ErrorStatus.Unavailable,
        Reason.EIncorrectEpoch or Reason.ENotEnoughStake or Reason.EInvalidBitmap => ErrorStatus.Unavailable,
        // The gateway sent what no ledger takes.
        Reason.EInvalidSignature or Reason.EUnknownCommand or Reason.EWrongNetwork or Reason.ETransactionTooLarge => ErrorStatus.Internal,
        _ => ErrorStatus.FailedPrecondition,
    };

    private static string MessageOf(string reason) => reason switch
    {
        Reason.EStorageExceeded => "the network has not so much space left to sell for these epochs",
        Reason.EInsufficientBalance => "the publisher's account has not enough WAL to pay for this blob",
        QueueFull => "too many transactions wait for the ledger; try again later",
        _ => $"the ledger refused the publisher's transaction: {reason}",
    };
}
