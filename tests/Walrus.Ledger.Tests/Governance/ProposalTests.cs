using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Governance;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Governance;

public sealed class ProposalTests
{
    private static readonly GovernedChange Windows = new GovernedChange.SetParameter(GovernedParameter.ChallengeWindows, 64);

    // Four nodes with the same stake, each of its own account: 4, 3, 3 and 3 shards; the quorum is 9.
    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    [Fact]
    public void A_parameter_changes_after_the_time_lock()
    {
        ObjectId proposal = _ledger.Propose(0, Windows);
        _ledger.Vote(proposal, true, 0, 1, 2);
        Assert.Equal(1024ul, Machine.Parameter(GovernedParameter.ChallengeWindows));
        _ledger.NextEpoch();
        ChangeDecided decided = Last<ChangeDecided>();
        Assert.Equal((proposal, new Epoch(3)), (decided.ProposalId, decided.Effect));
        Assert.Equal(1024ul, Machine.Parameter(GovernedParameter.ChallengeWindows));
        Assert.Equal(new ScheduledChange(new Epoch(3), proposal, Windows), Assert.Single(Machine.ScheduledChanges));
        _ledger.NextEpoch();
        Assert.Equal(64ul, Machine.Parameter(GovernedParameter.ChallengeWindows));
        Assert.Equal(new ChangeExecuted(new Epoch(3), proposal, Windows), Last<ChangeExecuted>());
        Assert.Empty(Machine.ScheduledChanges);
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void It_takes_effect_no_earlier_than_asked()
    {
        _ledger.Vote(_ledger.Propose(0, Windows, earliest: 5), true, 0, 1, 2);
        for (uint epoch = 2; epoch < 5; epoch++)
        {
            _ledger.NextEpoch();
            Assert.Equal(1024ul, Machine.Parameter(GovernedParameter.ChallengeWindows));
        }

        _ledger.NextEpoch();
        Assert.Equal(64ul, Machine.Parameter(GovernedParameter.ChallengeWindows));
    }

    [Fact]
    public void A_longer_time_lock_holds_for_what_is_decided_after_it()
    {
        _ledger.Vote(_ledger.Propose(0, new GovernedChange.SetParameter(GovernedParameter.ProposalTimeLockEpochs, 3)), true, 0, 1, 2);
        _ledger.NextEpoch();
        _ledger.NextEpoch();
        _ledger.Vote(_ledger.Propose(0, Windows), true, 0, 1, 2);
        _ledger.NextEpoch();
        Assert.Equal(new Epoch(7), Last<ChangeDecided>().Effect);
    }

    [Fact]
    public void Without_a_quorum_of_shards_nothing_changes()
    {
        ObjectId proposal = _ledger.Propose(0, Windows);
        _ledger.Vote(proposal, true, 0, 1);
        foreach (int node in new[] { 2, 3 })
            _ledger.Ok(_ledger.NodeAccounts[node], new VoteWithStake(_ledger.FirstStake(node).Id, proposal, true));
        ProposalTally tally = Machine.Tally(proposal)!;
        Assert.Equal(tally.ActivePrincipal, tally.HoldersFor);
        Assert.False(tally.Passes(Machine.Genesis.Shards));
        _ledger.NextEpoch();
        Assert.Null(Last<ChangeDecided>().Effect);
    }

    [Fact]
    public void Holders_overrule_their_nodes()
    {
        ObjectId proposal = _ledger.Propose(0, Windows);
        _ledger.Vote(proposal, true, 0, 1, 2);
        _ledger.Vote(proposal, false, 3);
        ProposalTally before = Machine.Tally(proposal)!;
        Assert.True(before.Passes(Machine.Genesis.Shards));
        Assert.Equal(before.HoldersFor, before.HoldersAgainst * 3);
        _ledger.Ok(_ledger.NodeAccounts[1], new VoteWithStake(_ledger.FirstStake(1).Id, proposal, false));
        ProposalTally after = Machine.Tally(proposal)!;
        // Exactly half is not more than half.
        Assert.Equal(after.HoldersFor, after.HoldersAgainst);
        Assert.False(after.Passes(Machine.Genesis.Shards));
        Assert.Equal(before.NodesFor, after.NodesFor);
        _ledger.Ok(_ledger.NodeAccounts[3], new VoteWithStake(_ledger.FirstStake(3).Id, proposal, true));
        Assert.True(Machine.Tally(proposal)!.Passes(Machine.Genesis.Shards));
    }

    [Fact]
    public void A_position_that_is_divided_counts_no_more_than_before()
    {
        ObjectId proposal = _ledger.Propose(0, Windows);
        StakedWal whole = _ledger.FirstStake(0);
        _ledger.Ok(_ledger.NodeAccounts[0], new VoteWithStake(whole.Id, proposal, true));
        ProposalTally before = Machine.Tally(proposal)!;
        Assert.Equal(whole.Principal, before.HoldersFor);
        ObjectId part = Assert.Single(_ledger.Ok(_ledger.NodeAccounts[0], new SplitStake(whole.Id, 5_000_000_000)).Created);
        Assert.True(Machine.Tally(proposal)!.HoldersFor < whole.Principal);
        _ledger.Ok(_ledger.NodeAccounts[0], new VoteWithStake(part, proposal, true));
        Assert.Equal(before, Machine.Tally(proposal));
    }

    [Fact]
    public void Stake_that_was_not_active_when_the_epoch_began_has_no_vote()
    {
        ObjectId proposal = _ledger.Propose(0, Windows);
        ObjectId late = Assert.Single(_ledger.Ok(_ledger.Developer, new StakeWal(_ledger.NodeId(0), 1_000_000_000)).Created);
        _ledger.Aborts(Reason.EStakeNotActive, _ledger.Developer, new VoteWithStake(late, proposal, true));
        ulong before = Machine.Tally(proposal)!.ActivePrincipal;
        _ledger.NextEpoch();
        proposal = _ledger.Propose(0, Windows);
        Assert.Equal(before + 1_000_000_000, Machine.Tally(proposal)!.ActivePrincipal);
        _ledger.Ok(_ledger.Developer, new RequestWithdrawal(late), new VoteWithStake(late, proposal, false));
        Assert.Equal(1_000_000_000ul, Machine.Tally(proposal)!.HoldersAgainst);
        _ledger.NextEpoch();
        proposal = _ledger.Propose(0, Windows);
        Assert.Equal(before, Machine.Tally(proposal)!.ActivePrincipal);
        _ledger.Aborts(Reason.EStakeNotActive, _ledger.Developer, new VoteWithStake(late, proposal, false));
    }

    [Fact]
    public void Nobody_votes_twice_or_without_a_right()
    {
        ObjectId proposal = _ledger.Propose(0, Windows);
        _ledger.Vote(proposal, true, 0);
        StakedWal position = _ledger.FirstStake(0);
        _ledger.Aborts(Reason.EDuplicateVote, _ledger.NodeAccounts[0], new VoteOnChange(_ledger.NodeId(0), proposal, false));
        _ledger.Aborts(Reason.ENotAuthorized, _ledger.Developer, new VoteOnChange(_ledger.NodeId(1), proposal, true));
        _ledger.Aborts(Reason.ENotAuthorized, _ledger.Developer, new ProposeChange(_ledger.NodeId(0), Windows, new Epoch(0)));
        _ledger.Ok(_ledger.NodeAccounts[0], new VoteWithStake(position.Id, proposal, true));
        _ledger.Aborts(Reason.EDuplicateVote, _ledger.NodeAccounts[0], new VoteWithStake(position.Id, proposal, true));
        _ledger.Aborts(Reason.ENotOwner, _ledger.Developer, new VoteWithStake(position.Id, proposal, true));
        _ledger.NextEpoch();
        _ledger.Aborts(Reason.EObjectNotFound, _ledger.NodeAccounts[1], new VoteOnChange(_ledger.NodeId(1), proposal, true));
    }

    [Fact]
    public void Only_what_is_governed_is_proposed_and_only_within_its_bounds()
    {
        Refused(Reason.EUnknownParameter, new GovernedChange.SetParameter((GovernedParameter)999, 1));
        Refused(Reason.EInvalidParameterValue, new GovernedChange.SetParameter(GovernedParameter.ChallengeWindows, 15));
        Refused(Reason.EInvalidParameterValue, new GovernedChange.SetParameter(GovernedParameter.ChallengeWindows, 65_537));
        Refused(Reason.EUnknownFeature, new GovernedChange.Activate((Feature)999));
        for (ulong i = 0; i < ProposalRules.MaxOpenPerNode; i++)
            _ledger.Propose(0, new GovernedChange.SetParameter(GovernedParameter.ChallengeWindows, 100 + i));
        Refused(Reason.ETooManyProposals, Windows);
        _ledger.NextEpoch();
        Assert.Empty(Machine.Proposals());
        _ledger.Propose(0, Windows);
    }

    private void Refused(string reason, GovernedChange change) =>
        _ledger.Aborts(reason, _ledger.NodeAccounts[0], new ProposeChange(_ledger.NodeId(0), change, new Epoch(0)));

    private T Last<T>() => Machine.Events(0, int.MaxValue).Select(item => item.Body).OfType<T>().Last();
}
