using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>An operator announced a share of rewards.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="From">First epoch in which it holds.</param>
/// <param name="BasisPoints">The share.</param>
public sealed record CommissionRateSet(Epoch Epoch, ObjectId Node, Epoch From, ushort BasisPoints) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.CommissionRateSet;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.U32(From.Value);
        writer.U16(BasisPoints);
    }

    internal static CommissionRateSet ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), new Epoch(reader.U32()), reader.U16());
}

/// <summary>Commission was paid out.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="Amount">FROST.</param>
public sealed record CommissionCollected(Epoch Epoch, ObjectId Node, Address Recipient, ulong Amount) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.CommissionCollected;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.Value(Recipient);
        writer.U64(Amount);
    }

    internal static CommissionCollected ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), Address.Read(ref reader), reader.U64());
}

/// <summary>An operator was given WAL.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="Sender">By whom.</param>
/// <param name="Amount">FROST.</param>
public sealed record CommissionAdded(Epoch Epoch, ObjectId Node, Address Sender, ulong Amount) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.CommissionAdded;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.Value(Sender);
        writer.U64(Amount);
    }

    internal static CommissionAdded ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), Address.Read(ref reader), reader.U64());
}

/// <summary>A member voted for burning the commission of a node.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Candidate">Whose commission.</param>
/// <param name="Voter">Who voted.</param>
/// <param name="Weight">Shards behind it in all.</param>
public sealed record SlashingVoted(Epoch Epoch, ObjectId Candidate, ObjectId Voter, ushort Weight) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.SlashingVoted;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Candidate);
        writer.Value(Voter);
        writer.U16(Weight);
    }

    internal static SlashingVoted ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), ObjectId.Read(ref reader), reader.U16());
}

/// <summary>The commission of a node was burned by vote.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Candidate">Whose commission.</param>
/// <param name="Burned">FROST.</param>
public sealed record CommissionSlashed(Epoch Epoch, ObjectId Candidate, ulong Burned) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.CommissionSlashed;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Candidate);
        writer.U64(Burned);
    }

    internal static CommissionSlashed ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), reader.U64());
}

/// <summary>Votes of a past epoch were removed.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Candidate">The node they were about.</param>
public sealed record SlashingCleanedUp(Epoch Epoch, ObjectId Candidate) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.SlashingCleanedUp;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Candidate);
    }

    internal static SlashingCleanedUp ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader));
}
