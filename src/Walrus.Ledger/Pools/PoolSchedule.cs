using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Pools;

/// <summary>The pools that end at one epoch, so that the change into it visits those and no others. Immutable.</summary>
internal sealed record PoolSchedule(ImmutableSortedSet<ObjectId> Pools)
{
    public static void Add(LedgerState state, Epoch end, ObjectId pool)
    {
        ImmutableSortedSet<ObjectId> pools = state.Markets.PoolEnds.Find(end)?.Pools ?? [];
        state.Markets.PoolEnds.Set(end, new PoolSchedule(pools.Add(pool)));
    }

    public static void Remove(LedgerState state, Epoch end, ObjectId pool)
    {
        if (state.Markets.PoolEnds.Find(end) is not { } schedule)
            return;
        if (schedule.Pools.Remove(pool) is { IsEmpty: false } left)
            state.Markets.PoolEnds.Set(end, new PoolSchedule(left));
        else
            state.Markets.PoolEnds.Remove(end);
    }

    /// <summary>Takes the blobs of the pools that end at <paramref name="epoch"/> out of the aggregates.</summary>
    public static void Expire(LedgerState state, Epoch epoch)
    {
        foreach (ObjectId id in state.Markets.PoolEnds.Find(epoch)?.Pools ?? [])
        {
            foreach (PooledBlob blob in ((StoragePool)state.Objects.Find(id)!).Blobs.Values)
                BlobRegistry.Put(state, BlobRegistry.Get(state, blob.BlobId).PooledGone(blob.Id));
        }

        state.Markets.PoolEnds.Remove(epoch);
    }

    public void Write(BcsWriter writer) => writer.Vector(Pools);

    public static PoolSchedule Read(ref BcsReader reader) => new([.. reader.Vector<ObjectId>()]);
}
