namespace Walrus.Client.Ledger;

/// <summary>The ledger took a transaction and refused what it asks for; nothing was spent.</summary>
public sealed class TransactionAbortedException(string reason) : Exception($"The ledger refused it: {reason}.")
{
    /// <summary>Reason name of the specification, such as <c>EInsufficientBalance</c>.</summary>
    public string Reason { get; } = reason;
}
