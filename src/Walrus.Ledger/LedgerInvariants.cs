using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Invariants;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.State;

namespace Walrus.Ledger;

/// <summary>
/// What must hold after every transaction (control plane 9.1), as far as the state alone can show it. Costs time in
/// proportion to the state: for tests and for checks at epoch changes.
/// </summary>
public static class LedgerInvariants
{
    /// <summary>A sentence for every invariant that a ledger's head violates; none for a sound ledger.</summary>
    public static IReadOnlyList<string> Check(LedgerMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return Check(machine.State);
    }

    internal static IReadOnlyList<string> Check(LedgerState state) =>
    [
        .. Conservation(state), .. Space(state), .. Blobs(state),
        .. StakeInvariants.Check(state),
        .. ActiveSetInvariants.Check(state),
        .. CommitteeInvariants.Check(state),
        .. PoolInvariants.Check(state),
        .. MarketInvariants.Check(state),
        .. GovernanceInvariants.Check(state),
    ];

    /// <summary>T1 alone, which is quick enough to look at after every transaction.</summary>
    internal static IEnumerable<string> Conservation(LedgerState state)
    {
        UInt128 total = state.System.Value.Burned + MarketInvariants.Held(state);
        foreach ((_, Account account) in state.Accounts.Unordered())
            total += account.Balance;
        foreach (RingEntry entry in state.System.Value.Ring.Entries)
            total += entry.Rewards;
        foreach ((_, LedgerObject item) in state.Objects.Unordered())
            total += item is StakedWal stake ? stake.Principal : item is SharedBlob shared ? shared.Funds : 0;
        foreach ((_, StakingPool pool) in state.Pools.Unordered())
            total += (UInt128)pool.RewardsPool + pool.Commission;
        if (total != state.System.Value.InitialSupply)
            yield return $"T1: {total} FROST are accounted for, of {state.System.Value.InitialSupply}";
    }

    // S1, S3, S4
    private static IEnumerable<string> Space(LedgerState state)
    {
        IReadOnlyList<RingEntry> entries = state.System.Value.Ring.Entries;
        if (entries.Count != state.Rules.MaxEpochsAhead)
            yield return $"S1: the ring has {entries.Count} entries, not {state.Rules.MaxEpochsAhead}";
        for (int i = 0; i < entries.Count; i++)
        {
            if (entries[i].Epoch != state.Now.Plus((uint)i))
                yield return $"S1: entry {i} of the ring belongs to epoch {entries[i].Epoch}, not {state.Now.Plus((uint)i)}";
        }

        // Event blobs of this epoch alone may exceed the capacity.
        if ((UInt128)state.System.Value.TotalCapacity + state.Markets.EventBlobs.Value.UnpaidBytes < state.System.Value.UsedCapacity)
            yield return $"S3: {state.System.Value.UsedCapacity} bytes are sold, of {state.System.Value.TotalCapacity}";
    }

    // S6, and the aggregates of 5.6
    private static IEnumerable<string> Blobs(LedgerState state)
    {
        foreach ((_, LedgerObject item) in state.Objects.Sorted())
        {
            BlobObject? blob = item as BlobObject ?? (item as SharedBlob)?.Blob;
            if (blob is null)
                continue;
            if ((ulong)state.Rules.Encoding.EncodedLength((long)blob.Size) > blob.Storage.Size)
                yield return $"S6: blob object {blob.Id} does not fit in its reservation";
            if (blob.CertifiedEpoch is { } certified && (certified < blob.RegisteredEpoch || certified >= blob.End))
                yield return $"S6: blob object {blob.Id} was certified in epoch {certified}, outside its life";
        }

        foreach ((_, BlobInfo info) in state.Blobs.Sorted())
        {
            if (BlobInfoCheck.Differs(info))
                yield return $"5.6: the counts of blob {info.BlobId} differ from its objects";
            if (info.Objects.Values.Any(item => item.End <= state.Now))
                yield return $"5.6: blob {info.BlobId} counts an object that has ended";
        }
    }
}
