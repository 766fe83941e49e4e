namespace Walrus.Grains.Ledger;

/// <summary>The ledger did not say in time what became of a transaction: it may still be applied until it expires, or never.</summary>
public sealed class LedgerSilentException(Exception lastFailure) : Exception("The ledger does not answer.", lastFailure);
