using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Epochs;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Tests.Support;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Tests.Epochs;

public sealed class EpochRulesTests
{
    private readonly TestLedger _ledger = new();

    private LedgerMachine Machine => _ledger.Machine;

    [Fact]
    public void Steps_out_of_order_are_refused()
    {
        _ledger.Aborts(Reason.EWrongEpochState, _ledger.Treasury, new VotingEnd());
        _ledger.Aborts(Reason.ENextCommitteeIsEmpty, _ledger.Treasury, new InitiateEpochChange());
        _ledger.Sync();
        Assert.Equal(EpochPhaseKind.ChangeDone, Machine.EpochStatus.Phase.Kind);
        Assert.Equal(_ledger.NowMs + 1000, Machine.EpochStatus.EndMs);
        _ledger.NowMs += 499;
        _ledger.Aborts(Reason.EWrongEpochState, _ledger.Treasury, new VotingEnd());
        _ledger.NowMs += 1;
        _ledger.Ok(_ledger.Treasury, new VotingEnd());
        _ledger.Aborts(Reason.EWrongEpochState, _ledger.Treasury, new VotingEnd());
        Assert.Equal(Machine.NextCommittee!.Hash, Machine.Head.Header.NextCommitteeHash);
        _ledger.NowMs += 499;
        _ledger.Aborts(Reason.EWrongEpochState, _ledger.Treasury, new InitiateEpochChange());
        _ledger.NowMs += 1;
        _ledger.Ok(_ledger.Treasury, new InitiateEpochChange());
        Assert.Equal(new Epoch(2), Machine.Epoch);
    }

    [Fact]
    public void The_block_that_changes_the_epoch_is_signed_by_the_outgoing_committee()
    {
        Committee outgoing = Machine.CurrentCommittee;
        _ledger.NextEpoch();
        Assert.Equal(new Epoch(1), Machine.Head.Header.Epoch);
        Assert.Equal(outgoing.Hash, Machine.Head.Header.CommitteeHash);
        Assert.Equal(Machine.CurrentCommittee.Hash, Machine.Head.Header.NextCommitteeHash);
        Assert.Same(outgoing, Machine.PreviousCommittee);
        _ledger.Produce();
        Assert.Equal(new Epoch(2), Machine.Head.Header.Epoch);
        Assert.Equal(Machine.CurrentCommittee.Hash, Machine.Head.Header.CommitteeHash);
        Assert.Null(Machine.Head.Header.NextCommitteeHash);
    }

    [Fact]
    public void Only_the_node_attests_and_only_once()
    {
        ObjectId node = Genesis.NodeId(Machine.Network, 0);
        _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, new EpochSyncDone(node, new Epoch(1)));
        _ledger.Aborts(Reason.EObjectNotFound, _ledger.NodeAccounts[0], new EpochSyncDone(Make.Id(5), new Epoch(1)));
        _ledger.Aborts(Reason.EInvalidSyncEpoch, _ledger.NodeAccounts[0], new EpochSyncDone(node, new Epoch(2)));
        TransactionEffects effects = _ledger.Ok(_ledger.NodeAccounts[0], new EpochSyncDone(node, new Epoch(1)));
        Assert.Equal(new ShardsReceived(new Epoch(1), Machine.CurrentCommittee.Find(node)!.Shards), Assert.Single(effects.Events).Body);
        _ledger.Aborts(Reason.EDuplicateSyncDone, _ledger.NodeAccounts[0], new EpochSyncDone(node, new Epoch(1)));
    }

    [Fact]
    public void Fees_are_burned_paid_out_and_carried()
    {
        _ledger.Ok(_ledger.Developer, new ReserveSpace(1_000_000_000, 2));
        ulong bucket = 954 * GenesisDefaults.StoragePrice;
        Assert.Equal(bucket, Machine.FutureAccounting.Entries[0].Rewards);
        _ledger.NextEpoch();
        EpochRewardsPaid paid = Machine.Events(0, 1000).Select(item => item.Body).OfType<EpochRewardsPaid>().Last();
        Assert.Equal(bucket, paid.Bucket);
        Assert.Equal(bucket * 3 / 100, paid.Burned);
        Assert.Equal(bucket, paid.Burned + paid.Carried + paid.Rewards.Aggregate(0ul, (sum, reward) => sum + reward.Amount));
        Assert.Equal(Genesis.Supply - paid.Burned, Machine.Supply);
        Assert.Equal(bucket + paid.Carried, Machine.FutureAccounting.Entries[0].Rewards);
        foreach (NodeReward reward in paid.Rewards)
            Assert.Equal(reward.Amount, Machine.State.Pools.Find(reward.Node)!.RewardsPool);
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void Equal_stakes_keep_their_shards()
    {
        Committee first = Machine.CurrentCommittee;
        _ledger.NextEpoch();
        Assert.Equal(
            first.Members.Select(member => string.Join(',', member.Shards)),
            Machine.CurrentCommittee.Members.Select(member => string.Join(',', member.Shards)));
        _ledger.NextEpoch();
        Assert.Equal(new Epoch(3), Machine.Epoch);
        Assert.Empty(LedgerInvariants.Check(Machine));
    }
}
