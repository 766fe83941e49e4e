using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Votes for new code as a member of the committee (control plane 8.1).</summary>
/// <param name="Node">The node; the sender holds its governance authority.</param>
/// <param name="Digest">Digest of the code.</param>
public sealed record VoteUpgrade(ObjectId Node, Bytes32 Digest) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.VoteUpgrade;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Bytes32(Digest);
    }

    internal override void Execute(TransactionContext context) => UpgradeRules.Vote(context, this);
}

/// <summary>Accepts code that a quorum voted for in this epoch (control plane 8.1).</summary>
/// <param name="Digest">Digest of the code.</param>
public sealed record AuthorizeUpgrade(Bytes32 Digest) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.AuthorizeUpgrade;

    private protected override void WriteFields(BcsWriter writer) => writer.Bytes32(Digest);

    internal override void Execute(TransactionContext context) => UpgradeRules.Authorize(context, this);
}

/// <summary>Records accepted code as published; its package id follows from digest and version (control plane 8.1).</summary>
/// <param name="Digest">Digest of the code.</param>
public sealed record CommitUpgrade(Bytes32 Digest) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CommitUpgrade;

    private protected override void WriteFields(BcsWriter writer) => writer.Bytes32(Digest);

    internal override void Execute(TransactionContext context) => UpgradeRules.Commit(context, this);
}

/// <summary>Moves the state to the version of the committed code (control plane 8.1).</summary>
public sealed record MigrateUpgrade : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.MigrateUpgrade;

    private protected override void WriteFields(BcsWriter writer) { }

    internal override void Execute(TransactionContext context) => UpgradeRules.Migrate(context);
}

/// <summary>Accepts code without votes (control plane 8.1).</summary>
/// <param name="Capability">That for emergencies; the sender owns it.</param>
/// <param name="Digest">Digest of the code.</param>
public sealed record EmergencyUpgrade(ObjectArgument Capability, Bytes32 Digest) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.EmergencyUpgrade;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Capability);
        writer.Bytes32(Digest);
    }

    internal override void Execute(TransactionContext context) => UpgradeRules.Emergency(context, this);
}

/// <summary>Removes votes for code that can no longer be accepted (control plane 8.1).</summary>
/// <param name="Digest">Digest of the code.</param>
public sealed record CleanUpUpgrade(Bytes32 Digest) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CleanUpUpgrade;

    private protected override void WriteFields(BcsWriter writer) => writer.Bytes32(Digest);

    internal override void Execute(TransactionContext context) => UpgradeRules.CleanUp(context, this);
}

/// <summary>Destroys a capability for good (control plane 8.1).</summary>
/// <param name="Capability">The sender owns it.</param>
public sealed record BurnCapability(ObjectArgument Capability) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.BurnCapability;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Capability);

    internal override void Execute(TransactionContext context) => UpgradeRules.BurnCapability(context, this);
}
