using Walrus.Ledger.Errors;
using Walrus.Ledger.Networks;
using Walrus.Ledger.State;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Execution;

/// <summary>Whether a transaction may enter a block at all (ledger format). What it refuses leaves no trace.</summary>
internal static class TransactionGate
{
    /// <summary>The reason to refuse a signed transaction, or null.</summary>
    public static string? Refuse(LedgerState state, NetworkId network, SignedTransaction signed)
    {
        Transaction transaction = signed.Transaction;
        if (RefuseUnsigned(state, network, transaction) is { } reason)
            return reason;
        if (!signed.HasValidSignature)
            return Reason.EInvalidSignature;
        return state.Accounts.Find(transaction.Sender)!.Nonce == transaction.Nonce ? null : Reason.EWrongNonce;
    }

    /// <summary>The reason to refuse whoever signed it, and whatever its nonce is; or null.</summary>
    public static string? RefuseUnsigned(LedgerState state, NetworkId network, Transaction transaction)
    {
        if (transaction.Bytes.Length > TransactionLimits.MaxBytes || transaction.Commands.Length > TransactionLimits.MaxCommands)
            return Reason.ETransactionTooLarge;
        if (transaction.Network != network)
            return Reason.EWrongNetwork;
        if (transaction.Expiry < state.Now)
            return Reason.EExpiredTransaction;
        if (transaction.Expiry > state.Now.Plus(TransactionLimits.MaxExpiryAhead))
            return Reason.EInvalidExpiry;
        return state.Accounts.Find(transaction.Sender) is { Balance: > 0 } ? null : Reason.EInsufficientBalance;
    }
}
