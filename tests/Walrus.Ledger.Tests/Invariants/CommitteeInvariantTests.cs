using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Invariants;
using Walrus.Ledger.State;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Invariants;

/// <summary>A fault planted against each invariant of committees is found.</summary>
public sealed class CommitteeInvariantTests
{
    private readonly LedgerState _state;
    private readonly EpochState _sound;

    public CommitteeInvariantTests()
    {
        TestLedger ledger = new();
        ledger.NextEpoch();
        ledger.EndVoting();
        _state = ledger.Machine.State.Fork();
        _sound = _state.Epochs.Value;
        Assert.Empty(CommitteeInvariants.Check(_state));
        Assert.Empty(CommitteeInvariants.CheckSelection(_state));
    }

    [Fact]
    public void C1_shards_held_twice_or_by_nobody()
    {
        CommitteeMember first = _sound.Current.Members[0];
        Finds("C1", _sound with { Current = Replace(_sound.Current, first with { Shards = first.Shards.Add(new ShardIndex(12)) }) });
        Finds("C1", _sound with { Next = Replace(_sound.Next!, first with { Shards = first.Shards.RemoveAt(0) }) });
        Finds("C1", _sound with { Previous = new Committee(_sound.Previous!.Epoch, [.. _sound.Previous.Members, new(Make.Id(9), Make.Key(9), [])]) });
    }

    [Fact]
    public void C2_a_member_above_the_cap()
    {
        CommitteeMember all = _sound.Next!.Members[0] with { Shards = [.. Enumerable.Range(0, 13).Select(index => new ShardIndex(index))] };
        FindsInSelection("C2", new Committee(_sound.Next.Epoch, [all]));
        _state.Epochs.Value = _sound with { Next = null };
        Assert.NotEmpty(CommitteeInvariants.CheckSelection(_state));
    }

    [Fact]
    public void C3_shards_that_moved_without_need()
    {
        CommitteeMember first = _sound.Next!.Members[0];
        CommitteeMember second = _sound.Next.Members[1];
        (ImmutableArray<ShardIndex> a, ImmutableArray<ShardIndex> b) = (first.Shards, second.Shards);
        Committee swapped = Replace(_sound.Next, first with { Shards = a.SetItem(0, b[0]) });
        swapped = Replace(swapped, second with { Shards = b.SetItem(0, a[0]) });
        Finds("C3", _sound with { Next = swapped });
    }

    [Fact]
    public void C4_a_shard_that_is_due_to_another()
    {
        CommitteeMember giver = _sound.Next!.Members.MinBy(member => member.Weight)!;
        CommitteeMember taker = _sound.Next.Members.MaxBy(member => member.Weight)!;
        Committee uneven = Replace(_sound.Next, giver with { Shards = giver.Shards[1..] });
        FindsInSelection("C4", Replace(uneven, taker with { Shards = taker.Shards.Add(giver.Shards[0]) }));
    }

    [Fact]
    public void C5_numbers_out_of_step()
    {
        Finds("C5", _sound with { Current = new Committee(new Epoch(5), _sound.Current.Members) });
        Finds("C5", _sound with { Previous = new Committee(new Epoch(0), _sound.Current.Members) });
        Finds("C5", _sound with { Next = new Committee(new Epoch(9), _sound.Current.Members) });
        Finds("C5", _sound with { Next = null });
    }

    private static Committee Replace(Committee committee, CommitteeMember member) =>
        new(committee.Epoch, committee.Members.Where(item => item.Node != member.Node).Append(member));

    private void Finds(string invariant, EpochState planted)
    {
        _state.Epochs.Value = planted;
        Assert.Contains(CommitteeInvariants.Check(_state), violation => violation.StartsWith(invariant + ":", StringComparison.Ordinal));
    }

    private void FindsInSelection(string invariant, Committee planted)
    {
        _state.Epochs.Value = _sound with { Next = planted };
        Assert.Contains(
            CommitteeInvariants.CheckSelection(_state), violation => violation.StartsWith(invariant + ":", StringComparison.Ordinal));
    }
}
