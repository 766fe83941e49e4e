using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Blobs;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.State;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests;

/// <summary>A checker that finds nothing proves nothing: each invariant is broken on purpose, and seen to be.</summary>
public sealed class LedgerInvariantsTests
{
    private readonly TestLedger _ledger = new();
    private readonly BlobObject _blob;

    public LedgerInvariantsTests()
    {
        _blob = _ledger.Certify(_ledger.Developer, _ledger.Register(_ledger.Developer, 1, epochs: 3));
        Assert.Empty(LedgerInvariants.Check(_ledger.Machine));
    }

    [Fact]
    public void Wal_out_of_nothing() => Finds("T1", state => Pay(state, _ledger.Developer, 1));

    [Fact]
    public void Wal_lost_by_an_account() => Finds("T1", state => Pay(state, _ledger.Treasury, -1));

    [Fact]
    public void Wal_lost_from_a_bucket() => Finds("T1", state => ChangeSystem(state, system => system with { Ring = system.Ring.AddNow(5) }));

    [Fact]
    public void Wal_burned_that_nobody_had() => Finds("T1", state => ChangeSystem(state, system => system with { Burned = system.Burned + 1 }));

    [Fact]
    public void Wal_in_a_stake_out_of_nothing() => Finds("T1", state =>
    {
        StakedWal stake = state.Objects.Sorted().Select(entry => entry.Value).OfType<StakedWal>().First();
        state.Objects.Set(stake.Id, stake with { Principal = stake.Principal + 1 });
    });

    [Fact]
    public void Wal_in_a_pool_out_of_nothing() => Finds("T1", state =>
    {
        (ObjectId node, StakingPool pool) = state.Pools.Sorted()[0];
        state.Pools.Set(node, pool with { RewardsPool = pool.RewardsPool + 1 });
    });

    [Fact]
    public void A_ring_that_is_too_short() => Finds("S1: the ring has", state =>
        ChangeSystem(state, system => system with { Ring = FutureAccounting.Create(state.Now, state.Rules.MaxEpochsAhead - 1) }));

    [Fact]
    public void A_ring_of_other_epochs() => Finds("S1: entry 0", state => ChangeSystem(state, system => system with { Ring = system.Ring.Pop().Ahead }));

    [Fact]
    public void More_space_sold_than_there_is() => Finds("S3", state => ChangeSystem(state, system => system with { TotalCapacity = system.UsedCapacity - 1 }));

    [Fact]
    public void A_blob_in_too_little_space() => Finds("S6", state =>
        state.Objects.Set(_blob.Id, _blob with { Storage = _blob.Storage with { Size = 1 } }));

    [Fact]
    public void A_blob_certified_before_it_was_registered() => Finds("S6", state =>
        state.Objects.Set(_blob.Id, _blob with { CertifiedEpoch = new Epoch(0) }));

    [Fact]
    public void A_blob_certified_after_its_end() => Finds("S6", state => state.Objects.Set(_blob.Id, _blob with { CertifiedEpoch = _blob.End }));

    [Fact]
    public void An_aggregate_that_counts_an_object_that_has_ended() => Finds("5.6", state =>
        state.Epochs.Value = state.Epochs.Value with { Current = new Committee(_blob.End, state.Epochs.Value.Current.Members) });

    [Fact]
    public void An_aggregate_that_counts_wrong() => Finds("5.6", state =>
    {
        // What expires as one object was counted as two.
        BlobInfo info = state.Blobs.Find(_blob.BlobId)!;
        state.Blobs.Set(info.BlobId, WithTally(info));
    });

    [Fact]
    public void A_shard_that_nobody_holds() => Finds("C1", state => ChangeCommittee(state, static members =>
        [members[0] with { Shards = members[0].Shards.RemoveAt(0) }, .. members[1..]]));

    [Fact]
    public void A_shard_that_two_hold() => Finds("C1", state => ChangeCommittee(state, static members =>
        [members[0] with { Shards = members[0].Shards.Add(members[1].Shards[0]) }, .. members[1..]]));

    [Fact]
    public void A_member_without_shards() => Finds("without shards", state => ChangeCommittee(state, static members =>
        [members[0] with { Shards = [] }, members[1] with { Shards = members[1].Shards.AddRange(members[0].Shards) }, .. members[2..]]));

    [Fact]
    public void A_next_committee_for_another_epoch() => Finds("C5", state => state.Epochs.Value = state.Epochs.Value with
    {
        Next = new Committee(state.Now.Plus(2), state.Epochs.Value.Current.Members),
    });

    private void Finds(string expected, Action<LedgerState> fault)
    {
        LedgerState layer = _ledger.Machine.State.Fork();
        fault(layer);
        Assert.Contains(LedgerInvariants.Check(layer), finding => finding.Contains(expected, StringComparison.Ordinal));
        Assert.Empty(LedgerInvariants.Check(_ledger.Machine));
    }

    private static void Pay(LedgerState state, Ed25519Account account, long amount)
    {
        Account before = state.Accounts.Find(account.Address)!;
        state.Accounts.Set(account.Address, before with { Balance = (ulong)((long)before.Balance + amount) });
    }

    private static void ChangeSystem(LedgerState state, Func<SystemState, SystemState> change) => state.System.Value = change(state.System.Value);

    private static void ChangeCommittee(LedgerState state, Func<CommitteeMember[], CommitteeMember[]> change)
    {
        Committee current = state.Epochs.Value.Current;
        state.Epochs.Value = state.Epochs.Value with { Current = new Committee(current.Epoch, change([.. current.Members])) };
    }

    private static BlobInfo WithTally(BlobInfo info)
    {
        Core.Bcs.BcsWriter writer = new();
        info.Write(writer);
        byte[] bytes = writer.ToArray();
        // The count of the tally of all permanent objects follows id, two options, and the epoch and position of certification.
        int count = 32 + 1 + 1 + 4 + 1 + 8 + 1;
        Assert.Equal(1, bytes[count]);
        bytes[count] = 2;
        Core.Bcs.BcsReader reader = new(bytes);
        return BlobInfo.Read(ref reader);
    }
}
