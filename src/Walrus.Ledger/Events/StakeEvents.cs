using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>WAL was staked.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="ObjectId">The stake.</param>
/// <param name="Amount">FROST.</param>
/// <param name="Activation">First epoch in which it counts.</param>
public sealed record WalStaked(Epoch Epoch, ObjectId Node, ObjectId ObjectId, ulong Amount, Epoch Activation) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.WalStaked;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.Value(ObjectId);
        writer.U64(Amount);
        writer.U32(Activation.Value);
    }

    internal static WalStaked ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), ObjectId.Read(ref reader), reader.U64(), new Epoch(reader.U32()));
}

/// <summary>A stake is to leave.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="ObjectId">The stake.</param>
/// <param name="Principal">FROST.</param>
/// <param name="Leaves">First epoch in which it does not count.</param>
public sealed record WithdrawalRequested(Epoch Epoch, ObjectId Node, ObjectId ObjectId, ulong Principal, Epoch Leaves) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.WithdrawalRequested;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.Value(ObjectId);
        writer.U64(Principal);
        writer.U32(Leaves.Value);
    }

    internal static WithdrawalRequested ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), ObjectId.Read(ref reader), reader.U64(), new Epoch(reader.U32()));
}

/// <summary>A stake was paid out.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Node">The node.</param>
/// <param name="ObjectId">The stake.</param>
/// <param name="Principal">FROST that were staked.</param>
/// <param name="Payout">FROST that were paid, rewards included.</param>
public sealed record StakeWithdrawn(Epoch Epoch, ObjectId Node, ObjectId ObjectId, ulong Principal, ulong Payout) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StakeWithdrawn;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Node);
        writer.Value(ObjectId);
        writer.U64(Principal);
        writer.U64(Payout);
    }

    internal static StakeWithdrawn ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), ObjectId.Read(ref reader), reader.U64(), reader.U64());
}

/// <summary>A part was cut off a stake.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ObjectId">The stake.</param>
/// <param name="NewObjectId">The part.</param>
/// <param name="Amount">FROST of the part.</param>
public sealed record StakeSplit(Epoch Epoch, ObjectId ObjectId, ObjectId NewObjectId, ulong Amount) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StakeSplit;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ObjectId);
        writer.Value(NewObjectId);
        writer.U64(Amount);
    }

    internal static StakeSplit ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), ObjectId.Read(ref reader), reader.U64());
}

/// <summary>Two stakes were joined.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ObjectId">The stake.</param>
/// <param name="ConsumedObjectId">The other, which is no more.</param>
public sealed record StakeJoined(Epoch Epoch, ObjectId ObjectId, ObjectId ConsumedObjectId) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.StakeJoined;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ObjectId);
        writer.Value(ConsumedObjectId);
    }

    internal static StakeJoined ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), ObjectId.Read(ref reader), ObjectId.Read(ref reader));
}
