using Walrus.Core.Identifiers;
using Walrus.Ledger.Availability;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Pools;

/// <summary>
/// How pooled blobs show in the availability map: like any other object, with the end of their pool. So whoever checks a
/// proof needs to know nothing of pools.
/// </summary>
internal static class PoolAvailability
{
    /// <summary>Blobs whose entry a block may have changed, in order: its own, and those inside the pools it prolonged.</summary>
    public static IEnumerable<BlobId> Touched(LedgerState block)
    {
        IEnumerable<BlobId> touched = block.Blobs.ChangedKeys;
        foreach (ObjectId id in block.Objects.ChangedKeys)
        {
            if (block.Objects.Find(id) is StoragePool pool && block.Objects.Parent!.Find(id) is StoragePool before && before.End != pool.End)
                touched = touched.Union(pool.Blobs.Keys);
        }

        return touched.Order();
    }

    /// <summary>The latest of <paramref name="end"/> and the ends of certified pooled objects that nobody can delete.</summary>
    public static Epoch? LaterEnd(LedgerState state, BlobInfo info, Epoch? end)
    {
        foreach (PooledObjectInfo item in info.Pooled.Values.Where(static item => !item.Deletable && item.CertifiedEpoch is not null))
        {
            Epoch pooled = EndOf(state, item.Pool);
            if (end is null || pooled > end)
                end = pooled;
        }

        return end;
    }

    /// <summary>With the certified pooled objects that can be deleted, in the order of ids.</summary>
    public static IEnumerable<DeletableEnd> AndPooled(this IEnumerable<DeletableEnd> own, LedgerState state, BlobInfo info) => info.Pooled.IsEmpty
        ? own
        : own.Concat(info.Pooled.Values
                .Where(static item => item.Deletable && item.CertifiedEpoch is not null)
                .Select(item => new DeletableEnd(item.Id, EndOf(state, item.Pool))))
            .OrderBy(static item => item.Object);

    private static Epoch EndOf(LedgerState state, ObjectId pool) => ((StoragePool)state.Objects.Find(pool)!).End;
}
