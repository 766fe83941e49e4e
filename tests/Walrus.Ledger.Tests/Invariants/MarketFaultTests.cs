using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.EventBlobs;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Pools;
using Walrus.Ledger.Reads;
using Walrus.Ledger.State;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Invariants;

/// <summary>A fault in what markets and governance keep is detected.</summary>
public sealed class MarketFaultTests
{
    private readonly TestLedger _ledger = new();

    private LedgerState State => _ledger.Machine.State;

    [Fact]
    public void A_pool_that_counts_wrongly() => Finds("S5", () =>
    {
        StoragePool pool = Pool();
        State.Objects.Set(pool.Id, pool with { UsedBytes = pool.UsedBytes - 1 });
    });

    [Fact]
    public void A_pool_that_holds_more_than_fits() => Finds("S5", () =>
    {
        StoragePool pool = Pool();
        State.Objects.Set(pool.Id, pool with { Storage = pool.Storage with { Size = 1 } });
    });

    [Fact]
    public void A_pool_that_nobody_ends() => Finds("1.7", () => PoolSchedule.Remove(State, Pool().End, Pool().Id));

    [Fact]
    public void A_pooled_blob_that_the_aggregate_forgot() => Finds("5.6", () => State.Blobs.Remove(Pool().Blobs.Keys.Single()));

    [Fact]
    public void An_aggregate_that_counts_what_is_gone() => Finds("5.6", () =>
    {
        StoragePool pool = Pool();
        State.Objects.Set(pool.Id, pool with { UsedBytes = 0, Blobs = pool.Blobs.Clear() });
    });

    [Fact]
    public void A_bucket_without_its_pool() => Finds("1.8", () => State.Objects.Set(Make.Id(1), new BlobBucket(Make.Id(1), Pool().Id)));

    [Fact]
    public void Money_that_appears_in_the_subsidy_pool() => Finds("T1", () =>
        State.Markets.Subsidies.Value = State.Markets.Subsidies.Value with { Pool = 1 });

    [Fact]
    public void Money_that_appears_in_a_channel() => Finds("T1", () =>
        State.Markets.Channels.Set(default, new ReadChannel(Make.Id(1), default, 1, 0, null)));

    [Fact]
    public void A_channel_of_other_parties() => Finds("channel", () => State.Markets.Channels.Set(
        default, new ReadChannel(Make.Id(1), new ChannelParties(Make.Address(1), Make.Address(2)), 0, 0, null)));

    [Fact]
    public void A_bucket_of_which_more_was_counted_than_it_holds() => Finds("2.9", () =>
        State.Markets.Subsidies.Value = State.Markets.Subsidies.Value with
        {
            Counted = ImmutableSortedDictionary<Epoch, ulong>.Empty.Add(State.Now, ulong.MaxValue),
        });

    [Fact]
    public void More_sold_than_there_is_beside_event_blobs() => Finds("S3", () =>
        State.System.Value = State.System.Value with { TotalCapacity = State.System.Value.UsedCapacity - 1 });

    [Fact]
    public void A_candidate_with_a_quorum() => Finds("6.4", () =>
        State.Markets.EventBlobs.Value = State.Markets.EventBlobs.Value with
        {
            Candidates = ImmutableSortedDictionary<EventBlob, int>.Empty.Add(default, 9),
        });

    [Fact]
    public void A_parameter_out_of_its_bounds() => Finds("8.4", () =>
        State.Markets.Governance.Value = State.Markets.Governance.Value with
        {
            Parameters = ImmutableSortedDictionary<GovernedParameter, ulong>.Empty.Add(GovernedParameter.ChallengeWindows, 1),
        });

    [Fact]
    public void A_proposal_of_another_epoch() => Finds("8.4", () => State.Markets.Proposals.Set(Make.Id(1), Proposal.Open(
        Make.Id(1), Make.Id(2), new Epoch(9), new GovernedChange.Activate(Feature.DeniedBlobsEnd), new Epoch(0))));

    [Fact]
    public void Holders_who_count_for_more_than_they_have() => Finds("8.4", () => State.Markets.Principals.Set(
        _ledger.NodeId(0), new NodePrincipal(EpochAmounts.None.Add(new Epoch(1), 5), EpochAmounts.None)));

    [Fact]
    public void Holders_who_do_not_count() => Finds("8.4", () => State.Markets.Principals.Remove(_ledger.NodeId(0)));

    private StoragePool Pool() => State.Objects.Sorted().Select(entry => entry.Value).OfType<StoragePool>().Single();

    private void Finds(string invariant, Action fault)
    {
        StoragePool pool = _ledger.CreatePool(_ledger.Developer, 1_000_000, epochs: 2);
        _ledger.RegisterPooled(_ledger.Developer, pool.Id, root: 1);
        Assert.Empty(LedgerInvariants.Check(_ledger.Machine));
        fault();
        Assert.Contains(LedgerInvariants.Check(_ledger.Machine), violation => violation.StartsWith(invariant, StringComparison.Ordinal));
    }
}
