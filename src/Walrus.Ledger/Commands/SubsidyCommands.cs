using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Subsidies;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Adds FROST in equal parts to the buckets of the next epochs, the remainder to the first (control plane 2.9).</summary>
/// <param name="Amount">FROST.</param>
/// <param name="Epochs">Number of epochs, the current one included.</param>
public sealed record AddSubsidy(ulong Amount, uint Epochs) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AddSubsidy;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U64(Amount);
        writer.U32(Epochs);
    }

    internal override void Execute(TransactionContext context) => SubsidyRules.Add(context, this);
}

/// <summary>Adds FROST to the buckets of the next epochs (control plane 2.9).</summary>
/// <param name="Amounts">FROST for each, from the current epoch on.</param>
public sealed record AddPerEpochSubsidies(ImmutableArray<ulong> Amounts) : Command
{
    /// <inheritdoc/>
    public bool Equals(AddPerEpochSubsidies? other) => other is not null
        && Amounts.SequenceEqual(other.Amounts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Amounts.Length);

    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AddPerEpochSubsidies;

    private protected override void WriteFields(BcsWriter writer) => writer.Vector(Amounts, static (w, amount) => w.U64(amount));

    internal override void Execute(TransactionContext context) => SubsidyRules.AddPerEpoch(context, this);
}

/// <summary>Gives FROST to the subsidy pool (control plane 2.9).</summary>
/// <param name="Amount">FROST.</param>
public sealed record FundSubsidyPool(ulong Amount) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.FundSubsidyPool;

    private protected override void WriteFields(BcsWriter writer) => writer.U64(Amount);

    internal override void Execute(TransactionContext context) => SubsidyRules.Fund(context, this);
}

/// <summary>Pays what the subsidy pool owes by now (control plane 2.9).</summary>
public sealed record ProcessSubsidies : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ProcessSubsidies;

    private protected override void WriteFields(BcsWriter writer) { }

    internal override void Execute(TransactionContext context) => SubsidyRules.Process(context);
}

/// <summary>Sets what the subsidy pool pays (control plane 2.9).</summary>
/// <param name="Capability">That of the administrator; the sender owns it.</param>
/// <param name="Rates">The rates.</param>
public sealed record SetSubsidyRates(ObjectArgument Capability, SubsidyRates Rates) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SetSubsidyRates;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Capability);
        writer.Value(Rates);
    }

    internal override void Execute(TransactionContext context) => SubsidyRules.SetRates(context, this);
}
