using Walrus.Core.Bcs;
using Walrus.Core.Signatures;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Execution;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Commands;

/// <summary>Registers a candidate, whose id is that of the object created; the sender becomes its account (control plane 3.1).</summary>
/// <param name="Profile">What it is called and where it is reached.</param>
/// <param name="BlsKey">The key it signs with.</param>
/// <param name="ProofOfPossession">96-byte signature by the key over message type 0 of the current epoch and the sender.</param>
/// <param name="CommissionBp">Its share of rewards, in basis points.</param>
/// <param name="Votes">Its first votes.</param>
public sealed record RegisterNode(
    NodeProfile Profile, BlsPublicKey BlsKey, ReadOnlyMemory<byte> ProofOfPossession, ushort CommissionBp, NodeVotes Votes) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RegisterNode;

    internal override ushort CreatedObjects => 1;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Profile);
        writer.Value(BlsKey);
        writer.Fixed(ProofOfPossession.Span);
        writer.U16(CommissionBp);
        writer.Value(Votes);
    }

    internal override void Execute(TransactionContext context) => NodeRules.Register(context, this);
}

/// <summary>Changes what a node is called, where it is reached and what it tells (control plane 3.1).</summary>
/// <param name="Node">The node; the sender is its account.</param>
/// <param name="Profile">The whole new profile.</param>
public sealed record ChangeNodeProfile(ObjectArgument Node, NodeProfile Profile) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.ChangeNodeProfile;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(Profile);
    }

    internal override void Execute(TransactionContext context) => NodeRules.ChangeProfile(context, this);
}

/// <summary>Sets the standing votes of a node; prices do not change by that alone (control plane 2.7, 2.8).</summary>
/// <param name="Node">The node; the sender is its account.</param>
/// <param name="Votes">The votes from now on.</param>
public sealed record SetNodeVotes(ObjectArgument Node, NodeVotes Votes) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SetNodeVotes;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(Votes);
    }

    internal override void Execute(TransactionContext context) => NodeRules.SetVotes(context, this);
}

/// <summary>Announces the key of a node from the next committee on that is chosen with it (control plane 3.1).</summary>
/// <param name="Node">The node; the sender is its account.</param>
/// <param name="BlsKey">The key.</param>
/// <param name="ProofOfPossession">96-byte signature by the key over message type 0 of the current epoch and the sender.</param>
public sealed record SetNextBlsKey(ObjectArgument Node, BlsPublicKey BlsKey, ReadOnlyMemory<byte> ProofOfPossession) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SetNextBlsKey;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(BlsKey);
        writer.Fixed(ProofOfPossession.Span);
    }

    internal override void Execute(TransactionContext context) => NodeRules.SetNextKey(context, this);
}

/// <summary>Passes on who collects the commission of a node (control plane 3.1).</summary>
/// <param name="Node">The node; the sender is the present receiver.</param>
/// <param name="Receiver">Who collects from now on.</param>
public sealed record SetCommissionReceiver(ObjectArgument Node, Authority Receiver) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SetCommissionReceiver;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(Receiver);
    }

    internal override void Execute(TransactionContext context) => NodeRules.SetCommissionReceiver(context, this);
}

/// <summary>Passes on who votes for a node on upgrades and slashing (control plane 3.1).</summary>
/// <param name="Node">The node; the sender is the present authority.</param>
/// <param name="Authority">Who votes from now on.</param>
public sealed record SetGovernanceAuthority(ObjectArgument Node, Authority Authority) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.SetGovernanceAuthority;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.Value(Node);
        writer.Value(Authority);
    }

    internal override void Execute(TransactionContext context) => NodeRules.SetGovernanceAuthority(context, this);
}

/// <summary>Stops new stake with a node for good; it leaves the committee as its stake leaves (control plane 3.1).</summary>
/// <param name="Node">The node; the sender is its account.</param>
public sealed record RetireNode(ObjectArgument Node) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.RetireNode;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Node);

    internal override void Execute(TransactionContext context) => NodeRules.Retire(context, this);
}

/// <summary>Makes a node a candidate again that was crowded out, if its stake suffices by now (control plane 3.7).</summary>
/// <param name="Node">The node; the sender is its account.</param>
public sealed record TryJoinActiveSet(ObjectArgument Node) : Command
{
    /// <inheritdoc/>
    public override CommandKind Kind => CommandKind.TryJoinActiveSet;

    private protected override void WriteFields(BcsWriter writer) => writer.Value(Node);

    internal override void Execute(TransactionContext context) => NodeRules.TryJoinActiveSet(context, this);
}
