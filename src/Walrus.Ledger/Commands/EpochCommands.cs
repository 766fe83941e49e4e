using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Execution;

namespace Walrus.Ledger.Commands;

/// <summary>Chooses the next committee and capacity, once half of the epoch has passed (control plane 4.4).</summary>
public sealed record VotingEnd : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.VotingEnd;

    private protected override void WriteFields(BcsWriter writer) { }

    internal override void Execute(TransactionContext context) => EpochRules.EndVoting(context);
}

/// <summary>Begins the next epoch, once this one has run its time (control plane 4.5).</summary>
public sealed record InitiateEpochChange : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.InitiateEpochChange;

    private protected override void WriteFields(BcsWriter writer) { }

    internal override void Execute(TransactionContext context) => EpochRules.ChangeEpoch(context);
}

/// <summary>Attests that a node holds all its shards of the current epoch (control plane 4.4).</summary>
/// <param name="Node">The node; the sender is its account.</param>
/// <param name="Epoch">The current epoch.</param>
public sealed record EpochSyncDone(ObjectId Node, Epoch Epoch) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.EpochSyncDone;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.U32(Epoch.Value);
    }

    internal override void Execute(TransactionContext context) => EpochRules.AttestSync(context, this);
}

/// <summary>Recomputes prices from the votes of the current committee, at once (control plane 2.7).</summary>
public sealed record UpdatePrices : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.UpdatePrices;

    private protected override void WriteFields(BcsWriter writer) { }

    internal override void Execute(TransactionContext context) => EpochRules.UpdatePrices(context);
}

/// <summary>
/// Ends a sync that takes too long, if at least one correct node surely holds its shards; raises the alarm in any case
/// (control plane 4.4).
/// </summary>
public sealed record ForceSyncDone : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ForceSyncDone;

    private protected override void WriteFields(BcsWriter writer) { }

    internal override void Execute(TransactionContext context) => EpochRules.ForceSync(context);
}
