using Walrus.Core.Bcs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>
/// Stakes WAL with a node; it counts from the next epoch, or the one after once the next committee is chosen
/// (control plane 3.3).
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Amount">FROST; at least one WAL.</param>
public sealed record StakeWal(ObjectArgument Node, ulong Amount) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.StakeWal;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.U64(Amount);
    }

    internal override void Execute(TransactionContext context) => StakeRules.Stake(context, this);
}

/// <summary>Announces that a stake leaves, as soon as its node can spare it (control plane 3.3).</summary>
/// <param name="Stake">A stake of the sender.</param>
public sealed record RequestWithdrawal(ObjectArgument Stake) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RequestWithdrawal;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Stake);

    internal override void Execute(TransactionContext context) => StakeRules.RequestWithdrawal(context, this);
}

/// <summary>Pays a stake and its rewards to the sender, once it has left or if it does not count yet (control plane 3.3).</summary>
/// <param name="Stake">A stake of the sender.</param>
public sealed record WithdrawStake(ObjectArgument Stake) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.WithdrawStake;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Stake);

    internal override void Execute(TransactionContext context) => StakeRules.Withdraw(context, this);
}

/// <summary>Cuts a part off a stake (control plane 3.3).</summary>
/// <param name="Stake">A stake of the sender.</param>
/// <param name="Amount">FROST of the part; both parts are at least one WAL.</param>
public sealed record SplitStake(ObjectArgument Stake, ulong Amount) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SplitStake;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Stake);
        writer.U64(Amount);
    }

    internal override void Execute(TransactionContext context) => StakeRules.Split(context, this);
}

/// <summary>Joins a stake with another of the same node, epochs and state (control plane 3.3).</summary>
/// <param name="First">A stake of the sender, which remains.</param>
/// <param name="Second">A stake of the sender, which is consumed.</param>
public sealed record JoinStake(ObjectArgument First, ObjectArgument Second) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.JoinStake;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(First);
        writer.Value(Second);
    }

    internal override void Execute(TransactionContext context) => StakeRules.Join(context, this);
}
