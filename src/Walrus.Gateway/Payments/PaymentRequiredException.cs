using Walrus.Client.Payments;

namespace Walrus.Gateway.Payments;

/// <summary>A read is not covered by a voucher: nothing of it was delivered.</summary>
internal sealed class PaymentRequiredException(string reason, PaymentTerms terms, string message) : Exception(message)
{
    /// <summary>A reason of the ledger, or one of <see cref="PaymentReason"/>.</summary>
    public string Reason { get; } = reason;

    /// <summary>What would cover it.</summary>
    public PaymentTerms Terms { get; } = terms;
}

/// <summary>What stands unpaid could not be settled, so that nothing more may be delivered for now.</summary>
internal sealed class ReadsUnsettledException(Exception? cause = null)
    : Exception("what was read here is not settled yet, and no more may stand unpaid; please try again later", cause);
