using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Blobs;

/// <content>Objects inside storage pools (control plane 5.6).</content>
public sealed partial record BlobInfo
{
    /// <summary>Pooled objects whose pools have not ended.</summary>
    public int PooledTotal => Pooled.Count;

    /// <summary>Certified ones of <see cref="PooledTotal"/>.</summary>
    public int PooledCertified { get; private init; }

    /// <summary>The pooled objects whose pools have not ended, by id.</summary>
    public ImmutableSortedDictionary<ObjectId, PooledObjectInfo> Pooled { get; private init; } =
        ImmutableSortedDictionary<ObjectId, PooledObjectInfo>.Empty;

    /// <summary>
    /// Whether nodes may confirm that they store the blob: for the deletable object <paramref name="deletable"/>, or,
    /// when that is null, for good (control plane 6.2).
    /// </summary>
    public bool IsConfirmable(ObjectId? deletable, Epoch at)
    {
        if (IsClosed)
            return false;
        if (deletable is not { } id)
            return PermanentTotal?.End > at || Pooled.Values.Any(static item => !item.Deletable);
        return (Objects.GetValueOrDefault(id) is { Deletable: true } found && found.End > at)
            || Pooled.GetValueOrDefault(id) is { Deletable: true };
    }

    internal BlobInfo PooledRegistered(ObjectId id, ObjectId pool, Epoch at, bool deletable, EventPlace place) => IsClosed
        ? this
        : this with { Pooled = Pooled.Add(id, new PooledObjectInfo(id, pool, at, null, deletable, place.Id)) };

    internal BlobInfo PooledCertifiedAt(ObjectId id, Epoch at, EventPlace place)
    {
        if (IsClosed)
            return this;
        bool already = IsCertified(at);
        return this with
        {
            Pooled = Pooled.SetItem(id, Pooled[id] with { CertifiedEpoch = at, Event = place.Id }),
            PooledCertified = PooledCertified + 1,
            InitialCertifiedEpoch = already ? InitialCertifiedEpoch : at,
            CertifiedPosition = already ? CertifiedPosition : place.Position,
        };
    }

    /// <summary>Without a pooled object that was deleted, or whose pool has ended.</summary>
    internal BlobInfo PooledGone(ObjectId id)
    {
        if (IsClosed)
            return this;
        bool certified = Pooled[id].CertifiedEpoch is not null;
        return (this with { Pooled = Pooled.Remove(id), PooledCertified = PooledCertified - (certified ? 1 : 0) }).Settled();
    }

    // Forgets since when it is certified, once nothing certified is left.
    private BlobInfo Settled() => DeletableCertified > 0 || PermanentCertified is not null || PooledCertified > 0
        ? this
        : this with { InitialCertifiedEpoch = null, CertifiedPosition = null };

    private void WritePooled(BcsWriter writer) => writer.Vector(Pooled, static (w, item) => item.Value.Write(w));

    private BlobInfo WithPooled(ref BcsReader reader)
    {
        PooledObjectInfo[] items = reader.Vector(static (ref BcsReader r) => PooledObjectInfo.Read(ref r));
        return this with
        {
            Pooled = items.ToMap(static item => item.Id),
            PooledCertified = items.Count(static item => item.CertifiedEpoch is not null),
        };
    }
}
