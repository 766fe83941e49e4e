using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Blobs;

/// <summary>
/// The aggregate over all objects with one blob id, which nodes decide by (control plane 5.6). Immutable; the ledger
/// removes objects that ended when the epoch changes, so that counts need no clock.
/// </summary>
public sealed partial record BlobInfo
{
    internal BlobInfo(BlobId blobId) => BlobId = blobId;

    /// <summary>The blob.</summary>
    public BlobId BlobId { get; }

    /// <summary>Set once the id is certified as invalid; it absorbs everything that comes later (control plane 6.3).</summary>
    public InvalidBlob? Invalid { get; private init; }

    /// <summary>Since when it has been certified without a gap; null while it is not.</summary>
    public Epoch? InitialCertifiedEpoch { get; private init; }

    /// <summary>Position of the event that certified it; null while it is not certified.</summary>
    public ulong? CertifiedPosition { get; private init; }

    /// <summary>Deletable objects that have not ended.</summary>
    public int DeletableTotal { get; private init; }

    /// <summary>Certified ones of <see cref="DeletableTotal"/>.</summary>
    public int DeletableCertified { get; private init; }

    /// <summary>Permanent objects that have not ended.</summary>
    public PermanentTally? PermanentTotal { get; private init; }

    /// <summary>Certified ones of <see cref="PermanentTotal"/>.</summary>
    public PermanentTally? PermanentCertified { get; private init; }

    /// <summary>The objects that have not ended, by id.</summary>
    public ImmutableSortedDictionary<ObjectId, BlobObjectInfo> Objects { get; private init; } =
        ImmutableSortedDictionary<ObjectId, BlobObjectInfo>.Empty;

    /// <summary>Whether an object of it is left, certified or not, and it is neither invalid nor denied.</summary>
    public bool IsRegistered(Epoch at) => !IsClosed && (DeletableTotal > 0 || PooledTotal > 0 || PermanentTotal?.End > at);

    /// <summary>Whether the network must hold its data in <paramref name="at"/>.</summary>
    public bool IsCertified(Epoch at) =>
        InitialCertifiedEpoch <= at && (DeletableCertified > 0 || PooledCertified > 0 || PermanentCertified?.End > at);

    /// <summary>Whether nothing is left to remember.</summary>
    internal bool IsEmpty => !IsClosed && Objects.IsEmpty && Pooled.IsEmpty;

    internal BlobInfo Registered(ObjectId id, Epoch at, Epoch end, bool deletable, EventPlace place)
    {
        if (IsClosed)
            return this;
        return this with
        {
            Objects = Objects.Add(id, new BlobObjectInfo(id, at, null, end, deletable, place.Id)),
            DeletableTotal = DeletableTotal + (deletable ? 1 : 0),
            PermanentTotal = deletable ? PermanentTotal : PermanentTally.Add(PermanentTotal, end, place.Id),
        };
    }

    internal BlobInfo Certified(ObjectId id, Epoch at, EventPlace place)
    {
        if (IsClosed)
            return this;
        BlobObjectInfo item = Objects[id];
        bool already = IsCertified(at);
        return this with
        {
            Objects = Objects.SetItem(id, item with { CertifiedEpoch = at, Event = place.Id }),
            DeletableCertified = DeletableCertified + (item.Deletable ? 1 : 0),
            PermanentCertified = item.Deletable ? PermanentCertified : PermanentTally.Add(PermanentCertified, item.End, place.Id),
            InitialCertifiedEpoch = already ? InitialCertifiedEpoch : at,
            CertifiedPosition = already ? CertifiedPosition : place.Position,
        };
    }

    internal BlobInfo Extended(ObjectId id, Epoch end, EventPlace place)
    {
        if (IsClosed)
            return this;
        BlobObjectInfo item = Objects[id];
        return this with
        {
            Objects = Objects.SetItem(id, item with { End = end, Event = place.Id }),
            PermanentTotal = item.Deletable ? PermanentTotal : PermanentTotal?.Raise(end, place.Id),
            PermanentCertified = item.Deletable ? PermanentCertified : PermanentCertified?.Raise(end, place.Id),
        };
    }

    internal BlobInfo Deleted(ObjectId id) => IsClosed ? this : Without([Objects[id]]);

    internal BlobInfo ExpiredAt(Epoch now) => Without([.. Objects.Values.Where(item => item.End <= now)]);

    internal BlobInfo Invalidated(Epoch at, EventPlace place) =>
        Invalid is not null ? this : new BlobInfo(BlobId) { Invalid = new InvalidBlob(at, place.Id) };

    internal void Write(BcsWriter writer)
    {
        writer.Value(BlobId);
        writer.Bool(Invalid is not null);
        if (Invalid is not null)
        {
            writer.U32(Invalid.Epoch.Value);
            writer.Value(Invalid.Event);
        }

        writer.Option(InitialCertifiedEpoch, static (w, epoch) => w.U32(epoch.Value));
        writer.Option(CertifiedPosition, static (w, position) => w.U64(position));
        WriteOptional(writer, PermanentTotal);
        WriteOptional(writer, PermanentCertified);
        writer.Vector(Objects, static (w, item) => item.Value.Write(w));
        WritePooled(writer);
        WriteDenied(writer);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; the counts follow from the objects.</summary>
    internal static BlobInfo Read(ref BcsReader reader)
    {
        BlobInfo info = new(BlobId.Read(ref reader))
        {
            Invalid = reader.Bool() ? new InvalidBlob(new Epoch(reader.U32()), EventId.Read(ref reader)) : null,
            InitialCertifiedEpoch = reader.Option(static (ref BcsReader r) => new Epoch(r.U32())),
            CertifiedPosition = reader.Option(static (ref BcsReader r) => r.U64()),
            PermanentTotal = reader.Bool() ? PermanentTally.Read(ref reader) : null,
            PermanentCertified = reader.Bool() ? PermanentTally.Read(ref reader) : null,
            Objects = reader.Vector(BlobObjectInfo.Read).ToMap(static item => item.Id),
        };
        info = info with
        {
            DeletableTotal = info.Objects.Values.Count(static item => item.Deletable),
            DeletableCertified = info.Objects.Values.Count(static item => item.Deletable && item.CertifiedEpoch is not null),
        };
        return info.WithPooled(ref reader).WithDenied(ref reader);
    }

    private BlobInfo Without(IReadOnlyList<BlobObjectInfo> gone)
    {
        if (gone.Count == 0)
            return this;
        return (this with
        {
            Objects = Objects.RemoveRange(gone.Select(static item => item.Id)),
            DeletableTotal = DeletableTotal - gone.Count(static item => item.Deletable),
            DeletableCertified = DeletableCertified - gone.Count(static item => item.Deletable && item.CertifiedEpoch is not null),
            PermanentTotal = PermanentTally.Remove(PermanentTotal, gone.Count(static item => !item.Deletable)),
            PermanentCertified = PermanentTally.Remove(
                PermanentCertified, gone.Count(static item => !item.Deletable && item.CertifiedEpoch is not null)),
        }).Settled();
    }

    private static void WriteOptional(BcsWriter writer, PermanentTally? tally)
    {
        writer.Bool(tally is not null);
        tally?.Write(writer);
    }
}
