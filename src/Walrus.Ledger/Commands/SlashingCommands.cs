using Walrus.Core.Bcs;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Votes for burning the commission of a node, in this epoch (control plane 7.4).</summary>
/// <param name="Candidate">Whose commission.</param>
/// <param name="Voter">The member that votes; the sender is its governance authority.</param>
public sealed record VoteForSlashing(ObjectArgument Candidate, ObjectArgument Voter) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.VoteForSlashing;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Candidate);
        writer.Value(Voter);
    }

    internal override void Execute(TransactionContext context) => SlashingRules.Vote(context, this);
}

/// <summary>Burns the commission of a node, once a quorum voted for that in this epoch (control plane 7.4).</summary>
/// <param name="Candidate">Whose commission.</param>
public sealed record ExecuteSlashing(ObjectArgument Candidate) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ExecuteSlashing;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Candidate);

    internal override void Execute(TransactionContext context) => SlashingRules.Execute(context, this);
}

/// <summary>Removes votes of a past epoch, if there are any (control plane 7.4).</summary>
/// <param name="Candidate">The node they were about.</param>
public sealed record CleanUpSlashing(ObjectArgument Candidate) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.CleanUpSlashing;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Candidate);

    internal override void Execute(TransactionContext context) => SlashingRules.CleanUp(context, this);
}
