using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Gives WAL to another account, which exists from then on.</summary>
/// <param name="Recipient">Who receives.</param>
/// <param name="Amount">FROST.</param>
public sealed record TransferWal(Address Recipient, ulong Amount) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.TransferWal;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Recipient);
        writer.U64(Amount);
    }

    internal override void Execute(TransactionContext context) => WalRules.Transfer(context, this);
}

/// <summary>Gives an owned object to another account (control plane 1.1).</summary>
/// <param name="Object">An object of the sender.</param>
/// <param name="Recipient">Who owns it afterwards.</param>
public sealed record TransferObject(ObjectArgument Object, Address Recipient) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.TransferObject;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Object);
        writer.Value(Recipient);
    }

    internal override void Execute(TransactionContext context) => OwnershipRules.Transfer(context, this);
}

/// <summary>Destroys WAL; the supply falls (control plane 2.1).</summary>
/// <param name="Amount">FROST.</param>
public sealed record BurnWal(ulong Amount) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.BurnWal;

    private protected override void WriteFields(BcsWriter writer) => writer.U64(Amount);

    internal override void Execute(TransactionContext context) => WalRules.Burn(context, this);
}
