using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Proposes a parameter's value or a feature, to be voted on in this epoch (control plane 8.4).</summary>
/// <param name="Node">The proposing member; the sender holds its governance authority.</param>
/// <param name="Change">What would change.</param>
/// <param name="Earliest">First epoch it is asked for; the time lock may make it a later one.</param>
public sealed record ProposeChange(ObjectId Node, GovernedChange Change, Epoch Earliest) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ProposeChange;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(Change);
        writer.U32(Earliest.Value);
    }

    internal override void Execute(TransactionContext context) => ProposalRules.Propose(context, this);
}

/// <summary>Votes on a proposal as a member of the committee, for its shards and for the stake that does not vote itself (control plane 8.4).</summary>
/// <param name="Node">The node; the sender holds its governance authority.</param>
/// <param name="Proposal">The proposal.</param>
/// <param name="Support">Whether for it.</param>
public sealed record VoteOnChange(ObjectId Node, ObjectId Proposal, bool Support) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.VoteOnChange;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(Proposal);
        writer.Bool(Support);
    }

    internal override void Execute(TransactionContext context) => ProposalRules.VoteAsNode(context, this);
}

/// <summary>Votes on a proposal as a holder (control plane 8.4).</summary>
/// <param name="Position">A stake position of the sender, active in this epoch.</param>
/// <param name="Proposal">The proposal.</param>
/// <param name="Support">Whether for it.</param>
public sealed record VoteWithStake(ObjectArgument Position, ObjectId Proposal, bool Support) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.VoteWithStake;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Position);
        writer.Value(Proposal);
        writer.Bool(Support);
    }

    internal override void Execute(TransactionContext context) => ProposalRules.VoteAsHolder(context, this);
}
