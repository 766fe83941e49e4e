using Walrus.Core.Identifiers;
using Walrus.Ledger.Commands;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Events;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Queries;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Staking;

public sealed class CommissionRulesTests
{
    private readonly TestLedger _ledger = new(stake: 2_000_000_000);

    private LedgerMachine Machine => _ledger.Machine;

    private ObjectId Node => Genesis.NodeId(Machine.Network, 0);

    private PoolView Pool => Machine.FindPool(Node)!;

    [Fact]
    public void A_rate_holds_two_epochs_later()
    {
        _ledger.Aborts(Reason.ENotOwner, _ledger.Treasury, new SetCommissionRate(Node, 1000));
        _ledger.Aborts(Reason.EIncorrectCommissionRate, _ledger.NodeAccounts[0], new SetCommissionRate(Node, 10_001));
        _ledger.Ok(_ledger.NodeAccounts[0], new SetCommissionRate(Node, 1000));
        _ledger.NextEpoch();
        Assert.Equal(0, Pool.CommissionBp);
        _ledger.NextEpoch();
        Assert.Equal(1000, Pool.CommissionBp);
        // What epoch 2 earned was still shared at the old rate.
        Assert.Equal(0ul, Pool.Commission);
    }

    [Fact]
    public void Income_is_blocked_until_the_next_voting_end()
    {
        _ledger.Ok(_ledger.NodeAccounts[0], new SetCommissionRate(Node, 5000));
        _ledger.NextEpoch();
        _ledger.NextEpoch();
        _ledger.Ok(_ledger.Developer, new ReserveSpace(100_000_000, 1));
        _ledger.NextEpoch();
        ulong reward = Machine.Events(0, 1000).Select(item => item.Body).OfType<EpochRewardsPaid>().Last().Rewards.Single(item => item.Node == Node).Amount;
        Assert.Equal((reward / 2, reward / 2, reward - reward / 2), (Pool.Commission, Pool.BlockedCommission, Pool.RewardsPool));
        ulong before = _ledger.Balance(_ledger.NodeAccounts[0]);
        _ledger.Ok(_ledger.NodeAccounts[0], new CollectCommission(Node));
        Assert.Equal(before, _ledger.Balance(_ledger.NodeAccounts[0]));
        _ledger.EndVoting();
        Assert.Equal((reward / 2, 0ul), (Pool.Commission, Pool.BlockedCommission));
        _ledger.Aborts(Reason.ENotAuthorized, _ledger.Treasury, new CollectCommission(Node));
        _ledger.Ok(_ledger.NodeAccounts[0], new CollectCommission(Node));
        Assert.Equal(before + reward / 2, _ledger.Balance(_ledger.NodeAccounts[0]));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }

    [Fact]
    public void Gifts_are_blocked_before_voting_end_only()
    {
        _ledger.Aborts(Reason.EInvalidAmount, _ledger.Developer, new AddCommission(Node, 0));
        _ledger.Ok(_ledger.Developer, new AddCommission(Node, 70));
        Assert.Equal((70ul, 70ul), (Pool.Commission, Pool.BlockedCommission));
        _ledger.NextEpoch();
        // The committee of epoch 1 steps down at this change, and only then is it the one that voting end lets go.
        _ledger.EndVoting();
        Assert.Equal((70ul, 0ul), (Pool.Commission, Pool.BlockedCommission));
        _ledger.Ok(_ledger.Developer, new AddCommission(Node, 30));
        Assert.Equal((100ul, 0ul), (Pool.Commission, Pool.BlockedCommission));
        Assert.Empty(LedgerInvariants.Check(Machine));
    }
}
