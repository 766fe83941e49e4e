using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger;
using Walrus.Ledger.Journals;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Transactions;
using Walrus.Storage.Journals;

namespace Walrus.Grains.Tests.Epochs;

/// <summary>Accounts as somebody sees them who knows only the genesis, the costs of transactions and the events.</summary>
internal sealed class AccountStatements
{
    private readonly Dictionary<Address, ulong> _balances;

    private AccountStatements(Genesis genesis) => _balances = genesis.Accounts.ToDictionary(static account => account.Address, static account => account.Balance);

    /// <summary>
    /// Executes a journal again on a ledger of its own. After every block each account must have what its entries add up to, and every
    /// invariant must hold.
    /// </summary>
    public static async Task<LedgerMachine> CheckAsync(ILedgerJournal journal, LedgerMachine machine)
    {
        AccountStatements statements = new(machine.Genesis);
        await foreach (JournalRecord record in journal.ReadAsync(0))
        {
            if (BcsFormat.FromBytes<JournalEntry>(record.Bytes.Span) is not JournalEntry.Appended { Block: { Header.Height: > 0 } block })
                continue;
            statements.Enter(block, machine.Apply(block));
            foreach ((Address address, ulong balance) in statements._balances)
                Assert.True(machine.FindAccount(address)?.Balance == balance, $"block {block.Header.Height}: {address} has {machine.FindAccount(address)?.Balance}, its entries {balance}");
            if (block.Transactions.Length > 0)
                Assert.Empty(LedgerInvariants.Check(machine));
        }

        return machine;
    }

    private void Enter(Block block, IReadOnlyList<TransactionEffects> effects)
    {
        for (int i = 0; i < effects.Count; i++)
        {
            Address sender = block.Transactions[i].Transaction.Sender;
            TransactionCost cost = effects[i].Cost;
            _balances[sender] = _balances[sender] - cost.Storage - cost.Write - cost.Other;
            foreach (LedgerEvent entry in effects[i].Events)
                Enter(sender, entry.Body);
        }
    }

    private void Enter(Address sender, EventBody body)
    {
        (Address recipient, ulong amount) = body switch
        {
            WalTransferred transfer => (transfer.Recipient, transfer.Amount),
            StakeWithdrawn withdrawn => (sender, withdrawn.Payout),
            CommissionCollected collected => (collected.Recipient, collected.Amount),
            _ => (sender, 0UL),
        };
        _balances[recipient] = _balances.GetValueOrDefault(recipient) + amount;
    }
}
