using CsCheck;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Staking;

/// <summary>Stakers that come and go over many epochs: the invariants K1 to K5 and K8 of control plane 9.1.</summary>
public sealed class StakingPropertyTests
{
    private static readonly Gen<(int Kind, int Which, ulong Amount)[]> Histories =
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 100], Gen.ULong[1, 50_000_000_000]).Array[1, 80];

    [Fact]
    public void Stakers_get_their_principal_and_no_reward_is_lost() => Histories.Sample(history =>
    {
        Scenario scenario = new();
        foreach ((int kind, int which, ulong amount) in history)
        {
            scenario.Step(kind, which, amount);
            scenario.Check();
        }
    }, iter: 300);

    private sealed class Scenario
    {
        private readonly List<StakedWal> _positions = [];
        private StakingPool _pool = StakingPool.Create(new Epoch(0), selected: false, commissionBp: 700);
        private Epoch _epoch = new(0);
        private bool _selected;
        private ulong _received;
        private ulong _paid;
        private int _withdrawals;
        private double _largestRate = 1;

        private StakeMoment Moment => new(_epoch, _selected, InCurrent: _epoch.Value > 0, InNext: _selected);

        public void Step(int kind, int which, ulong amount)
        {
            switch (kind)
            {
                case 0 or 1 when _pool.WalBalance < 1_000_000_000_000:
                    Stake(amount + StakingPool.MinStake);
                    break;
                case 2 when _positions.Count > 0:
                    Try(() => RequestWithdrawal(which % _positions.Count));
                    break;
                case 3 when _positions.Count > 0:
                    Try(() => Withdraw(which % _positions.Count));
                    break;
                case 4:
                    _selected = true;
                    break;
                default:
                    NextEpoch(amount);
                    break;
            }
        }

        public void Check()
        {
            Assert.True(_pool.BlockedCommission <= _pool.Commission, "K8");
            Assert.Equal(_received, _paid + _pool.RewardsPool + _pool.Commission);
            double slack = (_largestRate + 1) * (_positions.Count + _withdrawals);
            double entitled = _positions.Sum(position => (double)Rewards(position));
            Assert.True(_pool.RewardsPool >= entitled - slack, "K3");
            double active = _positions.Where(position => IsActive(position)).Sum(position => (double)position.Principal + Rewards(position));
            Assert.True(Math.Abs(_pool.WalBalance - active) <= slack, $"K4: {_pool.WalBalance} against {active}");
        }

        private static void Try(Action action)
        {
            try
            {
                action();
            }
            catch (LedgerException refusal)
            {
                Assert.Contains(refusal.Reason, (string[])
                    [Reason.ENotStaked, Reason.EWithdrawDirectly, Reason.ENotWithdrawing, Reason.EWithdrawEpochNotReached, Reason.EZeroShares]);
            }
        }

        private void Stake(ulong amount)
        {
            _pool = _pool.Stake(Moment, amount);
            _positions.Add(new StakedWal(Make.Id((ulong)_positions.Count), Make.Address(1), Make.Id(1), amount, Moment.Activation, null));
        }

        private void RequestWithdrawal(int index)
        {
            _pool = _pool.RequestWithdrawal(Moment, _positions[index], out StakedWal leaving);
            _positions[index] = leaving;
        }

        private void Withdraw(int index)
        {
            _pool = _pool.Withdraw(Moment, _positions[index], out ulong payout);
            Assert.True(payout >= _positions[index].Principal, "K2");
            _paid += payout - _positions[index].Principal;
            _withdrawals++;
            _positions.RemoveAt(index);
        }

        private void NextEpoch(ulong reward)
        {
            ExchangeRate before = _pool.RateAt(_epoch);
            _epoch = _epoch.Plus(1);
            _selected = false;
            reward = _pool.WalBalance > 0 ? reward : 0;
            _received += reward;
            _pool = _pool.Advance(_epoch, reward);
            Assert.Equal(_pool.WalBalance, _pool.BalanceAt(_epoch));
            ExchangeRate after = _pool.RateAt(_epoch);
            if (!before.IsFlat && !after.IsFlat)
                Assert.True((UInt128)after.Wal * before.Shares >= (UInt128)before.Wal * after.Shares, "K1");
            if (!after.IsFlat)
                _largestRate = Math.Max(_largestRate, (double)after.Wal / after.Shares);
        }

        private bool IsActive(StakedWal position) =>
            position.ActivationEpoch <= _epoch && (position.WithdrawEpoch is not { } leaves || leaves > _epoch);

        private ulong Rewards(StakedWal position)
        {
            if (position.ActivationEpoch > _epoch)
                return 0;
            Epoch until = position.WithdrawEpoch is { } leaves && leaves < _epoch ? leaves : _epoch;
            return ExchangeRate.Rewards(position.Principal, _pool.RateAt(position.ActivationEpoch), _pool.RateAt(until));
        }
    }
}
