using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Events;

/// <summary>The next committee and capacity were chosen.</summary>
/// <param name="NextEpoch">The epoch they are for.</param>
public sealed record EpochParametersSelected(Epoch NextEpoch) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.EpochParametersSelected;

    private protected override void WriteFields(BcsWriter writer) => writer.U32(NextEpoch.Value);

    internal static EpochParametersSelected ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()));
}

/// <summary>An epoch began.</summary>
/// <param name="Epoch">The new epoch.</param>
public sealed record EpochChangeStart(Epoch Epoch) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.EpochChangeStart;

    private protected override void WriteFields(BcsWriter writer) => writer.U32(Epoch.Value);

    internal static EpochChangeStart ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()));
}

/// <summary>Prices were recomputed.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="StoragePrice">FROST per unit and epoch.</param>
/// <param name="WritePrice">FROST per unit written.</param>
public sealed record PricesUpdated(Epoch Epoch, ulong StoragePrice, ulong WritePrice) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.PricesUpdated;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.U64(StoragePrice);
        writer.U64(WritePrice);
    }

    internal static PricesUpdated ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            reader.U64(),
            reader.U64());
}

/// <summary>A node attested that it holds its shards.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="Shards">The shards.</param>
public sealed record ShardsReceived(Epoch Epoch, ImmutableArray<ShardIndex> Shards) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ShardsReceived;

    /// <inheritdoc/>
    public bool Equals(ShardsReceived? other) => other is not null
        && Epoch == other.Epoch
        && Shards.SequenceEqual(other.Shards);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epoch, Shards.Length);

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Vector(Shards, static (w, shard) => w.U16(shard.Value));
    }

    internal static ShardsReceived ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), [.. reader.Vector(static (ref BcsReader r) => new ShardIndex(r.U16()), minimumSize: 2)]);
}

/// <summary>A quorum holds its shards; the clock of the epoch starts.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
public sealed record EpochChangeDone(Epoch Epoch) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.EpochChangeDone;

    private protected override void WriteFields(BcsWriter writer) => writer.U32(Epoch.Value);

    internal static EpochChangeDone ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()));
}

/// <summary>The price of reading was recomputed.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="ReadPrice">FROST per unit read.</param>
public sealed record ReadPriceUpdated(Epoch Epoch, ulong ReadPrice) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.ReadPriceUpdated;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.U64(ReadPrice);
    }

    internal static ReadPriceUpdated ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), reader.U64());
}

/// <summary>The bucket of an epoch was burned in part and paid out.</summary>
/// <param name="Epoch">The epoch that ended.</param>
/// <param name="Bucket">FROST collected for it.</param>
/// <param name="Burned">FROST destroyed.</param>
/// <param name="Rewards">What each member got, in certificate order.</param>
/// <param name="Carried">FROST left for the new epoch.</param>
public sealed record EpochRewardsPaid(
    Epoch Epoch, ulong Bucket, ulong Burned, ImmutableArray<NodeReward> Rewards, ulong Carried) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.EpochRewardsPaid;

    /// <inheritdoc/>
    public bool Equals(EpochRewardsPaid? other) => other is not null
        && Epoch == other.Epoch
        && Bucket == other.Bucket
        && Burned == other.Burned
        && Rewards.SequenceEqual(other.Rewards)
        && Carried == other.Carried;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epoch, Rewards.Length);

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.U64(Bucket);
        writer.U64(Burned);
        writer.Vector(Rewards);
        writer.U64(Carried);
    }

    internal static EpochRewardsPaid ReadFields(ref BcsReader reader) =>
        new(
            new Epoch(reader.U32()),
            reader.U64(),
            reader.U64(),
            [.. reader.Vector<NodeReward>()],
            reader.U64());
}

/// <summary>The sync of an epoch takes too long: an alarm for operators.</summary>
/// <param name="Epoch">The epoch it happened in.</param>
/// <param name="SyncedWeight">Shards of the members that attested so far.</param>
/// <param name="Forced">Whether the sync was ended; then readers ask the former owner of a shard until its owner attests.</param>
public sealed record EpochSyncOverdue(Epoch Epoch, ushort SyncedWeight, bool Forced) : EventBody
{
    /// <inheritdoc/>
    public override EventKind Kind => EventKind.EpochSyncOverdue;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.U16(SyncedWeight);
        writer.Bool(Forced);
    }

    internal static EpochSyncOverdue ReadFields(ref BcsReader reader) =>
        new(new Epoch(reader.U32()), reader.U16(), reader.Bool());
}
