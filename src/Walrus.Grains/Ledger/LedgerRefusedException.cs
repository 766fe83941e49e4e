namespace Walrus.Grains.Ledger;

/// <summary>The ledger did not apply a transaction.</summary>
public sealed class LedgerRefusedException(string reason) : Exception($"The ledger refused the transaction: {reason}.")
{
    /// <summary>Reason name as in the specification.</summary>
    public string Reason { get; } = reason;
}
