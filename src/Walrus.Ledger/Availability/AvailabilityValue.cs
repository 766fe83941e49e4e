using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Hashing;
using Walrus.Ledger.Pools;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Availability;

/// <summary>A certified deletable object.</summary>
/// <param name="Object">Its id.</param>
/// <param name="End">Epoch at which it ends.</param>
public readonly record struct DeletableEnd(ObjectId Object, Epoch End) : IBcs<DeletableEnd>
{
    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Object);
        writer.U32(End.Value);
    }

    /// <inheritdoc/>
    public static DeletableEnd Read(ref BcsReader reader) => new(ObjectId.Read(ref reader), new Epoch(reader.U32()));
}

/// <summary>Until when a blob is certified, as block headers commit to it (ledger format).</summary>
/// <param name="Invalid">Whether the id is certified as invalid.</param>
/// <param name="PermanentEnd">Latest end of its certified permanent objects.</param>
/// <param name="Deletable">Its certified deletable objects, by id.</param>
public sealed record AvailabilityValue(bool Invalid, Epoch? PermanentEnd, ImmutableArray<DeletableEnd> Deletable) : IBcs<AvailabilityValue>
{
    /// <summary>Whether the network must hold the blob in <paramref name="epoch"/>.</summary>
    public bool IsAvailable(Epoch epoch) => !Invalid && (PermanentEnd > epoch || Deletable.Any(item => item.End > epoch));

    /// <summary>Hash of the canonical bytes, which the map's leaf holds.</summary>
    public Bytes32 ComputeHash() => LedgerHash.Of(BcsFormat.ToBytes(this));

    /// <summary>What the map says of a blob; null when it says nothing.</summary>
    internal static AvailabilityValue? Of(LedgerState state, BlobInfo? info)
    {
        if (info?.Invalid is not null)
            return new AvailabilityValue(true, null, []);
        if (info?.InitialCertifiedEpoch is null)
            return null;
        IEnumerable<DeletableEnd> deletable = info.Objects.Values
            .Where(static item => item.Deletable && item.CertifiedEpoch is not null)
            .Select(static item => new DeletableEnd(item.Id, item.End));
        return new AvailabilityValue(
            false,
            PoolAvailability.LaterEnd(state, info, info.PermanentCertified?.End),
            [.. deletable.AndPooled(state, info)]);
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Bool(Invalid);
        writer.Option(PermanentEnd, static (w, end) => w.U32(end.Value));
        writer.Vector(Deletable);
    }

    /// <inheritdoc/>
    public static AvailabilityValue Read(ref BcsReader reader) =>
        new(reader.Bool(), reader.Option(static (ref BcsReader r) => new Epoch(r.U32())), [.. reader.Vector<DeletableEnd>()]);

    /// <inheritdoc/>
    public bool Equals(AvailabilityValue? other) => other is not null
        && Invalid == other.Invalid && PermanentEnd == other.PermanentEnd && Deletable.SequenceEqual(other.Deletable);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Invalid, PermanentEnd, Deletable.Length);
}
