using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Governance;

namespace Walrus.Ledger.Events;

/// <summary>A change was proposed.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ProposalId">The proposal.</param>
/// <param name="NodeId">Who proposed it.</param>
/// <param name="Change">What would change.</param>
/// <param name="Earliest">First epoch it is asked for.</param>
public sealed record ChangeProposed(Epoch Epoch, ObjectId ProposalId, ObjectId NodeId, GovernedChange Change, Epoch Earliest) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ChangeProposed;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ProposalId);
        writer.Value(NodeId);
        writer.Value(Change);
        writer.U32(Earliest.Value);
    }

    internal static ChangeProposed ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader),
        GovernedChange.Read(ref reader),
        new Epoch(reader.U32()));
}

/// <summary>A node voted on a proposal.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ProposalId">The proposal.</param>
/// <param name="NodeId">The node.</param>
/// <param name="Support">Whether for it.</param>
public sealed record NodeVoted(Epoch Epoch, ObjectId ProposalId, ObjectId NodeId, bool Support) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.NodeVoted;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ProposalId);
        writer.Value(NodeId);
        writer.Bool(Support);
    }

    internal static NodeVoted ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader),
        reader.Bool());
}

/// <summary>A holder voted on a proposal.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ProposalId">The proposal.</param>
/// <param name="PositionId">The stake position.</param>
/// <param name="Principal">FROST in it.</param>
/// <param name="Support">Whether for it.</param>
public sealed record HolderVoted(Epoch Epoch, ObjectId ProposalId, ObjectId PositionId, ulong Principal, bool Support) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.HolderVoted;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ProposalId);
        writer.Value(PositionId);
        writer.U64(Principal);
        writer.Bool(Support);
    }

    internal static HolderVoted ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader),
        reader.U64(),
        reader.Bool());
}

/// <summary>The votes on a proposal were counted.</summary>
/// <param name="Epoch">The epoch that began.</param>
/// <param name="ProposalId">The proposal.</param>
/// <param name="Tally">Both counts.</param>
/// <param name="Effect">When it takes effect; none if it was rejected.</param>
public sealed record ChangeDecided(Epoch Epoch, ObjectId ProposalId, ProposalTally Tally, Epoch? Effect) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ChangeDecided;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ProposalId);
        writer.Value(Tally);
        writer.Option(Effect, static (w, epoch) => w.U32(epoch.Value));
    }

    internal static ChangeDecided ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        ProposalTally.Read(ref reader),
        reader.Option(static (ref BcsReader r) => new Epoch(r.U32())));
}

/// <summary>An adopted change took effect.</summary>
/// <param name="Epoch">The epoch that began.</param>
/// <param name="ProposalId">The proposal.</param>
/// <param name="Change">What changed.</param>
public sealed record ChangeExecuted(Epoch Epoch, ObjectId ProposalId, GovernedChange Change) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ChangeExecuted;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ProposalId);
        writer.Value(Change);
    }

    internal static ChangeExecuted ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        GovernedChange.Read(ref reader));
}
