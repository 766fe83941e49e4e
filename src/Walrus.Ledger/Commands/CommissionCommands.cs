using Walrus.Core.Bcs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Announces a share of rewards, which holds from the epoch after the next (control plane 3.8).</summary>
/// <param name="Node">The node; the sender is its account.</param>
/// <param name="BasisPoints">The share; at most 10,000.</param>
public sealed record SetCommissionRate(ObjectArgument Node, ushort BasisPoints) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SetCommissionRate;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.U16(BasisPoints);
    }

    internal override void Execute(TransactionContext context) => CommissionRules.SetRate(context, this);
}

/// <summary>Pays the commission that is not blocked to the sender (control plane 3.8).</summary>
/// <param name="Node">The node; the sender is its commission receiver.</param>
public sealed record CollectCommission(ObjectArgument Node) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CollectCommission;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Node);

    internal override void Execute(TransactionContext context) => CommissionRules.Collect(context, this);
}

/// <summary>Gives the operator of a node WAL; blocked until voting end, if that is still ahead (control plane 3.8).</summary>
/// <param name="Node">The node.</param>
/// <param name="Amount">FROST.</param>
public sealed record AddCommission(ObjectArgument Node, ulong Amount) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AddCommission;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.U64(Amount);
    }

    internal override void Execute(TransactionContext context) => CommissionRules.Add(context, this);
}
