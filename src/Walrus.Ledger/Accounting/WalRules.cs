using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Execution;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Accounting;

/// <summary>Moving and destroying WAL (control plane 2.1).</summary>
internal static class WalRules
{
    public static void Transfer(TransactionContext context, TransferWal command)
    {
        LedgerException.Require(command.Amount > 0, Reason.EInvalidAmount);
        context.Pay(command.Amount, CostKind.Other);
        Credit(context.State, command.Recipient, command.Amount);
        context.Emit(new WalTransferred(context.Sender, command.Recipient, command.Amount));
    }

    public static void Burn(TransactionContext context, BurnWal command)
    {
        LedgerException.Require(command.Amount > 0, Reason.EInvalidAmount);
        context.Pay(command.Amount, CostKind.Other);
        Destroy(context.State, command.Amount);
        context.Emit(new WalBurned(context.Sender, command.Amount));
    }

    public static void Credit(LedgerState state, Address recipient, ulong amount)
    {
        Account account = state.Accounts.Find(recipient) ?? Account.Empty;
        state.Accounts.Set(recipient, account with { Balance = account.Balance + amount });
    }

    public static void Debit(LedgerState state, Address payer, ulong amount)
    {
        Account account = state.Accounts.Find(payer) ?? Account.Empty;
        LedgerException.Require(account.Balance >= amount, Reason.EInsufficientBalance);
        state.Accounts.Set(payer, account with { Balance = account.Balance - amount });
    }

    /// <summary>Counts coins as destroyed that were taken from somewhere.</summary>
    public static void Destroy(LedgerState state, ulong amount) =>
        state.System.Value = state.System.Value with { Burned = state.System.Value.Burned + amount };
}
