using Walrus.Ledger.Blobs;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Pools;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Invariants;

/// <summary>S5, and what the aggregates and the schedule say of pools (control plane 1.7, 5.6, 9.1).</summary>
internal static class PoolInvariants
{
    public static IEnumerable<string> Check(LedgerState state)
    {
        int live = 0;
        foreach ((_, LedgerObject item) in state.Objects.Sorted())
        {
            if (item is BlobBucket bucket && state.Objects.Find(bucket.Pool) is not StoragePool { Owner: null })
                yield return $"1.8: bucket {bucket.Id} wraps no pool";
            if (item is not StoragePool pool)
                continue;
            live += pool.End > state.Now ? 1 : 0;
            foreach (string violation in Check(state, pool))
                yield return violation;
        }

        int scheduled = state.Markets.PoolEnds.Sorted().Sum(static entry => entry.Value.Pools.Count);
        if (scheduled != live)
            yield return $"1.7: {scheduled} pools are scheduled to end, of {live} that live";
        foreach (string violation in CheckAggregates(state))
            yield return violation;
    }

    private static IEnumerable<string> Check(LedgerState state, StoragePool pool)
    {
        UInt128 used = 0;
        foreach (PooledBlob blob in pool.Blobs.Values)
            used += (ulong)state.Rules.Encoding.EncodedLength((long)blob.Size);
        if (used != pool.UsedBytes || used > pool.Capacity)
            yield return $"S5: pool {pool.Id} counts {pool.UsedBytes} of {pool.Capacity} bytes, and holds {used}";
        if (pool.End <= state.Now)
            yield break;
        if (state.Markets.PoolEnds.Find(pool.End)?.Pools.Contains(pool.Id) != true)
            yield return $"1.7: pool {pool.Id} is not scheduled to end";
        foreach (PooledBlob blob in pool.Blobs.Values)
        {
            BlobInfo info = BlobRegistry.Get(state, blob.BlobId);
            if (!info.IsClosed && info.Pooled.GetValueOrDefault(blob.Id)?.Pool != pool.Id)
                yield return $"5.6: blob {blob.BlobId} does not count its object in pool {pool.Id}";
        }
    }

    private static IEnumerable<string> CheckAggregates(LedgerState state)
    {
        foreach ((_, BlobInfo info) in state.Blobs.Sorted())
        {
            foreach (PooledObjectInfo item in info.Pooled.Values)
            {
                PooledBlob? blob = (state.Objects.Find(item.Pool) as StoragePool)?.Blobs.GetValueOrDefault(info.BlobId);
                if (blob is null || blob.Id != item.Id || blob.CertifiedEpoch != item.CertifiedEpoch || blob.Deletable != item.Deletable)
                    yield return $"5.6: blob {info.BlobId} counts an object that pool {item.Pool} does not hold";
            }
        }
    }
}
