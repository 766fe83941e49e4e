using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Transactions;

/// <summary>Collects the commands of one transaction and counts the objects they create.</summary>
public sealed class TransactionBuilder
{
    private readonly List<Command> _commands = [];
    private ushort _created;

    /// <summary>Adds a command that creates no object, or whose objects nothing refers to.</summary>
    public TransactionBuilder Add(Command command)
    {
        ArgumentNullException.ThrowIfNull(command);
        _commands.Add(command);
        _created += command.CreatedObjects;
        return this;
    }

    /// <summary>Adds a command and says how later commands of this transaction refer to the object it creates.</summary>
    /// <exception cref="ArgumentException">The command creates no object.</exception>
    public TransactionBuilder Add(Command command, out ObjectArgument created)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.CreatedObjects == 0)
            throw new ArgumentException($"{command.Kind} creates no object.", nameof(command));
        created = ObjectArgument.Created(_created);
        return Add(command);
    }

    /// <summary>The transaction, unsigned.</summary>
    public Transaction Build(NetworkId network, Address sender, ulong nonce, Epoch expiry) =>
        new(network, sender, nonce, expiry, _commands);

    /// <summary>The transaction, signed.</summary>
    public SignedTransaction Sign(NetworkId network, Ed25519Account account, ulong nonce, Epoch expiry)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Sign(Build(network, account.Address, nonce, expiry));
    }
}
