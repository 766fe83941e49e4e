using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Reads;

namespace Walrus.Ledger.Commands;

/// <summary>Opens a channel to a gateway, or adds to its balance.</summary>
/// <param name="Gateway">The account that settles.</param>
/// <param name="Amount">FROST.</param>
public sealed record DepositForReads(Address Gateway, ulong Amount) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.DepositForReads;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Gateway);
        writer.U64(Amount);
    }

    internal override void Execute(TransactionContext context) => ReadRules.Deposit(context, this);
}

/// <summary>Takes what vouchers promise from their channels and pays the nodes that served; the sender is the gateway.</summary>
/// <param name="Vouchers">The latest of each reader.</param>
/// <param name="Served">What each node served, by ascending id.</param>
public sealed record SettleReads(ImmutableArray<SignedVoucher> Vouchers, ImmutableArray<ServedBytes> Served) : Command
{
    /// <inheritdoc/>
    public bool Equals(SettleReads? other) => other is not null
        && Vouchers.SequenceEqual(other.Vouchers)
        && Served.SequenceEqual(other.Served);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Vouchers.Length, Served.Length);

    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SettleReads;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Vector(Vouchers);
        writer.Vector(Served);
    }

    internal override void Execute(TransactionContext context) => ReadRules.Settle(context, this);
}

/// <summary>Asks for the balance of a channel back; the gateway has a whole epoch left to settle.</summary>
/// <param name="Gateway">The account that settles.</param>
public sealed record CloseReadChannel(Address Gateway) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CloseReadChannel;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Gateway);

    internal override void Execute(TransactionContext context) => ReadRules.Close(context, this);
}

/// <summary>Takes back the balance of a channel whose closing delay is over.</summary>
/// <param name="Gateway">The account that settles.</param>
public sealed record WithdrawReadBalance(Address Gateway) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.WithdrawReadBalance;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Gateway);

    internal override void Execute(TransactionContext context) => ReadRules.Withdraw(context, this);
}
