using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>A reader paid into a channel.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Reader">Who paid.</param>
/// <param name="Gateway">Who settles.</param>
/// <param name="Amount">FROST.</param>
public sealed record ReadsDeposited(Epoch Epoch, ObjectId ChannelId, Address Reader, Address Gateway, ulong Amount) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ReadsDeposited;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ChannelId);
        writer.Value(Reader);
        writer.Value(Gateway);
        writer.U64(Amount);
    }

    internal static ReadsDeposited ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        Address.Read(ref reader),
        Address.Read(ref reader),
        reader.U64());
}

/// <summary>A voucher was settled.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="CumulativeBytes">Unencoded bytes settled since the channel was opened.</param>
/// <param name="Cost">FROST taken from the channel.</param>
public sealed record VoucherSettled(Epoch Epoch, ObjectId ChannelId, ulong CumulativeBytes, ulong Cost) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.VoucherSettled;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ChannelId);
        writer.U64(CumulativeBytes);
        writer.U64(Cost);
    }

    internal static VoucherSettled ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        reader.U64(),
        reader.U64());
}

/// <summary>A batch of vouchers was paid out.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Gateway">Who settled.</param>
/// <param name="Total">FROST taken from channels.</param>
/// <param name="Nodes">What each node got.</param>
/// <param name="Remainder">FROST left for the bucket of the epoch.</param>
public sealed record ReadsPaid(Epoch Epoch, Address Gateway, ulong Total, ImmutableArray<NodeReward> Nodes, ulong Remainder) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ReadsPaid;

    /// <inheritdoc/>
    public bool Equals(ReadsPaid? other) => other is not null
        && Epoch == other.Epoch
        && Gateway == other.Gateway
        && Total == other.Total
        && Nodes.SequenceEqual(other.Nodes)
        && Remainder == other.Remainder;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epoch, Gateway, Total, Nodes.Length);

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Gateway);
        writer.U64(Total);
        writer.Vector(Nodes);
        writer.U64(Remainder);
    }

    internal static ReadsPaid ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        Address.Read(ref reader),
        reader.U64(),
        [.. reader.Vector<NodeReward>()],
        reader.U64());
}

/// <summary>A reader asked for its balance back.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="WithdrawableFrom">First epoch in which it can take it.</param>
public sealed record ReadChannelClosing(Epoch Epoch, ObjectId ChannelId, Epoch WithdrawableFrom) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ReadChannelClosing;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ChannelId);
        writer.U32(WithdrawableFrom.Value);
    }

    internal static ReadChannelClosing ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        new Epoch(reader.U32()));
}

/// <summary>A reader took its balance back.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="Amount">FROST.</param>
public sealed record ReadChannelClosed(Epoch Epoch, ObjectId ChannelId, ulong Amount) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ReadChannelClosed;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(ChannelId);
        writer.U64(Amount);
    }

    internal static ReadChannelClosed ReadFields(ref BcsReader reader) => new(
        new Epoch(reader.U32()),
        ObjectId.Read(ref reader),
        reader.U64());
}
