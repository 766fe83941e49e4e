namespace Walrus.Ledger.Execution;

/// <summary>What a payment is for, as effects report it (ledger format).</summary>
internal enum CostKind
{
    Storage,
    Write,
    Other,
}
