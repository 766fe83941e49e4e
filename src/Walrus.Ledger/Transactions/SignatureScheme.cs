namespace Walrus.Ledger.Transactions;

/// <summary>How a transaction is signed; also the flag byte that an address is derived with (ledger format).</summary>
public enum SignatureScheme : byte
{
    /// <summary>Ed25519, the only scheme so far.</summary>
    Ed25519 = 0,
}
