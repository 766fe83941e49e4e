using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.Invariants;
using Walrus.Ledger.Networks;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.State;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Invariants;

/// <summary>A fault planted against each invariant of stake is found.</summary>
public sealed class StakeInvariantTests
{
    private const ulong Wal = 1_000_000_000;

    private readonly TestLedger _ledger = new();
    private readonly ObjectId _node;
    private readonly LedgerState _state;

    public StakeInvariantTests()
    {
        _node = Genesis.NodeId(_ledger.Machine.Network, 0);
        _ledger.Stake(_ledger.Developer, _node, 5 * Wal);
        _ledger.NextEpoch();
        _state = _ledger.Machine.State.Fork();
        Assert.Empty(LedgerInvariants.Check(_state));
    }

    private StakingPool Pool => _state.Pools.Find(_node)!;

    [Fact]
    public void K1_a_share_worth_less_than_a_frost() => Finds("K1", Pool with { Shares = Pool.WalBalance + 1 });

    [Fact]
    public void K1_a_rate_that_fell()
    {
        ExchangeRateHistory rates = Pool.Rates.With(new Epoch(3), ExchangeRate.Of(20, 10)).With(new Epoch(4), ExchangeRate.Of(19, 10));
        Finds("K1", Pool with { Rates = rates });
    }

    [Fact]
    public void K3_rewards_that_are_not_there()
    {
        StakingPool earned = Pool.Advance(new Epoch(3), 1000 * Wal);
        Finds("K3", earned with { RewardsPool = earned.RewardsPool - 500 * Wal });
    }

    [Fact]
    public void K4_a_balance_without_positions() => Finds("K4", Pool with { WalBalance = Pool.WalBalance + 3 * Wal, Shares = Pool.Shares + 3 * Wal });

    [Fact]
    public void K4_more_leaves_than_there_is() =>
        Finds("K4", Pool with { PendingSharesWithdraw = EpochAmounts.None.Add(new Epoch(3), Pool.Shares * 2) });

    [Fact]
    public void K5_stake_left_behind() => Finds("K5", Pool with { PendingStake = EpochAmounts.None.Add(_state.Now, Wal) });

    [Fact]
    public void K7_a_position_without_a_pool()
    {
        PutPosition(new StakedWal(Make.Id(1), Make.Address(1), Make.Id(99), Wal, new Epoch(1), null));
        Finds("K7");
    }

    [Fact]
    public void K7_a_position_counted_twice()
    {
        StakedWal position = _state.Objects.Sorted().Select(entry => entry.Value).OfType<StakedWal>().First(item => item.Node == _node);
        PutPosition(position with { Id = Make.Id(1) });
        Finds("K4");
    }

    [Fact]
    public void K8_more_blocked_than_there_is() => Finds("K8", Pool with { BlockedCommission = Pool.Commission + 1 });

    [Fact]
    public void T1_coins_from_nowhere() => Finds("T1", Pool with { RewardsPool = Pool.RewardsPool + 1 });

    [Fact]
    public void K6_faults_of_the_active_set()
    {
        ActiveSet sound = _state.ActiveSet.Value;
        ActiveSetEntry first = sound.Entries[0];
        FindsK6(sound with { Entries = sound.Entries.Add(first) });
        FindsK6(sound with { Entries = sound.Entries.SetItem(0, first with { Stake = 0 }) });
        FindsK6(sound with { Entries = sound.Entries.SetItem(0, first with { Stake = first.Stake - 1 }) });
        FindsK6(sound with { Entries = sound.Entries.Add(new ActiveSetEntry(Make.Id(99), 5)) });
        FindsK6(sound with { Entries = [.. Enumerable.Repeat(first, ActiveSet.MaxSize + 1)] });
    }

    private void FindsK6(ActiveSet planted)
    {
        _state.ActiveSet.Value = planted;
        Assert.Contains(ActiveSetInvariants.Check(_state), violation => violation.StartsWith("K6:", StringComparison.Ordinal));
    }

    private void PutPosition(StakedWal position) => _state.Objects.Set(position.Id, position);

    private void Finds(string invariant, StakingPool planted)
    {
        _state.Pools.Set(_node, planted);
        Finds(invariant);
    }

    private void Finds(string invariant) =>
        Assert.Contains(LedgerInvariants.Check(_state), violation => violation.StartsWith(invariant + ":", StringComparison.Ordinal));
}
