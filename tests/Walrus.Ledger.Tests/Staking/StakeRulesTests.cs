using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Queries;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Staking;

public sealed class StakeRulesTests
{
    private const ulong Wal = 1_000_000_000;
    private readonly TestLedger _ledger = new(stake: 2 * Wal);

    private LedgerMachine Machine => _ledger.Machine;

    private ObjectId Node => Genesis.NodeId(Machine.Network, 0);

    [Fact]
    public void Stakes_of_the_genesis_count_from_epoch_1()
    {
        StakedWal stake = Machine.OwnedObjects(_ledger.NodeAccounts[0].Address).Select(Machine.FindObject).OfType<StakedWal>().Single();
        Assert.Equal(new Epoch(1), stake.ActivationEpoch);
        PoolView pool = Machine.FindPool(Node)!;
        Assert.Equal((2 * Wal, 2 * Wal, new Epoch(1)), (pool.Balance, pool.Shares, pool.LatestEpoch));
        Assert.Equal(pool.Rate.Wal, pool.Rate.Shares);
        Assert.Equal(4, Machine.ActiveSet.Length);
        Assert.Equal(2 * Wal, Machine.StakeOf(Node));
        Assert.Null(Machine.FindPool(Make.Id(5)));
    }

    [Fact]
    public void Stake_comes_from_the_balance_and_goes_back_to_it()
    {
        ulong before = _ledger.Balance(_ledger.Developer);
        StakedWal stake = _ledger.Stake(_ledger.Developer, Node, 3 * Wal);
        Assert.Equal(before - 3 * Wal, _ledger.Balance(_ledger.Developer));
        Assert.Equal(5 * Wal, Machine.StakeOf(Node));
        Assert.Equal(5 * Wal, Machine.ExpectedBalance(Node, new Epoch(2)));
        Assert.Equal(new StakeView(stake, 0, CanWithdrawEarly: true, 3 * Wal, null), Machine.FindStake(stake.Id));
        _ledger.Aborts(Reason.EWithdrawDirectly, _ledger.Developer, new RequestWithdrawal(stake.Id));
        _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, new WithdrawStake(stake.Id));
        TransactionEffects effects = _ledger.Ok(_ledger.Developer, new WithdrawStake(stake.Id));
        Assert.Equal([stake.Id], effects.Deleted);
        Assert.Equal(new StakeWithdrawn(new Epoch(1), Node, stake.Id, 3 * Wal, 3 * Wal), Assert.Single(effects.Events).Body);
        Assert.Equal(before, _ledger.Balance(_ledger.Developer));
        Assert.Equal(2 * Wal, Machine.StakeOf(Node));
        Assert.Null(Machine.FindStake(stake.Id));
    }

    [Fact]
    public void A_stake_earns_until_it_leaves()
    {
        StakedWal stake = _ledger.Stake(_ledger.Developer, Node, 2 * Wal);
        _ledger.NextEpoch();
        _ledger.Ok(_ledger.Treasury, new ReserveSpace(100_000_000, 1));
        TransactionEffects requested = _ledger.Ok(_ledger.Developer, new RequestWithdrawal(stake.Id));
        Assert.Equal(new WithdrawalRequested(new Epoch(2), Node, stake.Id, 2 * Wal, new Epoch(3)), Assert.Single(requested.Events).Body);
        Assert.Equal(Reason.EWithdrawEpochNotReached, Machine.FindStake(stake.Id)!.NotNowReason);
        _ledger.Aborts(Reason.ENotStaked, _ledger.Developer, new RequestWithdrawal(stake.Id));
        _ledger.NextEpoch();
        ulong reward = Machine.Events(0, 1000).Select(item => item.Body).OfType<EpochRewardsPaid>().Last().Rewards.Single(item => item.Node == Node).Amount;
        Assert.True(reward > 0);
        StakeView view = Machine.FindStake(stake.Id)!;
        Assert.InRange(view.Rewards, reward / 2 - 1, reward / 2);
        Assert.Equal(view.Rewards, Machine.StakingRewards(Node, 2 * Wal, new Epoch(2), new Epoch(3)));
        Assert.Equal(2 * Wal + view.Rewards, view.PayoutNow);
        ulong before = _ledger.Balance(_ledger.Developer);
        _ledger.NextEpoch();
        _ledger.Ok(_ledger.Developer, new WithdrawStake(stake.Id));
        Assert.Equal(before + view.PayoutNow, _ledger.Balance(_ledger.Developer));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void After_selection_everything_takes_an_epoch_longer()
    {
        StakedWal early = _ledger.Stake(_ledger.Developer, Node, 2 * Wal);
        _ledger.EndVoting();
        StakedWal late = _ledger.Stake(_ledger.Developer, Node, 2 * Wal);
        Assert.Equal((new Epoch(2), new Epoch(3)), (early.ActivationEpoch, late.ActivationEpoch));
        // The first counts in the chosen committee, so that it serves one epoch.
        _ledger.Ok(_ledger.Developer, new RequestWithdrawal(early.Id));
        Assert.Equal(new Epoch(3), ((StakedWal)Machine.FindObject(early.Id)!).WithdrawEpoch);
        _ledger.Ok(_ledger.Developer, new WithdrawStake(late.Id));
        _ledger.NextEpoch();
        Assert.Equal(4 * Wal, Machine.FindPool(Node)!.Balance);
        _ledger.NextEpoch();
        Assert.Equal(2 * Wal, Machine.FindPool(Node)!.Balance);
        _ledger.Ok(_ledger.Developer, new WithdrawStake(early.Id));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void Positions_are_cut_joined_and_given_away()
    {
        StakedWal whole = _ledger.Stake(_ledger.Developer, Node, 5 * Wal);
        ObjectId part = Assert.Single(_ledger.Ok(_ledger.Developer, new SplitStake(whole.Id, 2 * Wal)).Created);
        Assert.Equal(3 * Wal, ((StakedWal)Machine.FindObject(whole.Id)!).Principal);
        _ledger.Aborts(Reason.EStakeBelowThreshold, _ledger.Developer, new SplitStake(part, Wal + 1));
        _ledger.Aborts(Reason.EInvalidAmount, _ledger.Developer, new SplitStake(part, 2 * Wal));
        _ledger.Aborts(Reason.EObjectNotFound, _ledger.Developer, new JoinStake(part, part));
        StakedWal other = _ledger.Stake(_ledger.Developer, Genesis.NodeId(Machine.Network, 1), Wal);
        _ledger.Aborts(Reason.EMetadataMismatch, _ledger.Developer, new JoinStake(part, other.Id));
        _ledger.Ok(_ledger.Developer, new TransferObject(part, _ledger.Treasury.Address));
        _ledger.Aborts(Reason.ENotOwner, _ledger.Developer, new JoinStake(whole.Id, part));
        _ledger.Ok(_ledger.Treasury, new TransferObject(part, _ledger.Developer.Address));
        _ledger.Ok(_ledger.Developer, new JoinStake(whole.Id, part));
        Assert.Equal(5 * Wal, ((StakedWal)Machine.FindObject(whole.Id)!).Principal);
        Assert.Null(Machine.FindObject(part));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void What_is_no_stake_is_refused()
    {
        _ledger.Aborts(Reason.EObjectNotFound, _ledger.Developer, new StakeWal(Make.Id(5), Wal));
        _ledger.Aborts(Reason.EStakeBelowThreshold, _ledger.Developer, new StakeWal(Node, Wal - 1));
        _ledger.Aborts(Reason.EInsufficientBalance, _ledger.Developer, new StakeWal(Node, ulong.MaxValue / 4));
        ObjectId space = _ledger.Ok(_ledger.Developer, new ReserveSpace(1, 1)).Created[0];
        _ledger.Aborts(Reason.EWrongObjectKind, _ledger.Developer, new WithdrawStake(space));
    }

    [Fact]
    public void The_committee_follows_stake()
    {
        ObjectId newcomer = _ledger.RegisterNode(_ledger.Developer, key: 50);
        _ledger.Stake(_ledger.Treasury, newcomer, 8 * Wal);
        Assert.Equal(6, Machine.NextCommitteeNow().Find(newcomer)!.Weight);
        _ledger.EndVoting();
        Committee next = Machine.NextCommitteeNow();
        Assert.Same(Machine.NextCommittee, next);
        _ledger.NextEpoch();
        Assert.Same(next, Machine.CurrentCommittee);
        Assert.Equal(new Epoch(2), Machine.FindPool(newcomer)!.LatestEpoch);
        Assert.Empty(LedgerInvariants.Check(Machine));
    }
}
