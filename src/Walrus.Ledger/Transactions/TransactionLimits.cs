namespace Walrus.Ledger.Transactions;

/// <summary>Bounds of a transaction (ledger format).</summary>
public static class TransactionLimits
{
    /// <summary>Most bytes of a transaction, without its signature.</summary>
    public const int MaxBytes = 128 * 1024;

    /// <summary>Most commands of a transaction.</summary>
    public const int MaxCommands = 64;

    /// <summary>Most transactions of one account that may wait to be ordered.</summary>
    public const int MaxPendingPerAccount = 64;

    /// <summary>How many epochs past the current one a transaction may remain valid.</summary>
    public const uint MaxExpiryAhead = 1;
}
