using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Objects;
using Walrus.Ledger.Staking;
using Walrus.Ledger.Tests.Support;

namespace Walrus.Ledger.Tests.Staking;

/// <summary>Stake that comes to a pool between two of its steps enters at the rate with which the pool goes on.</summary>
public sealed class PoolThatStandsStillTests
{
    private const ulong Wal = 1_000_000_000;

    /// <summary>A pool whose stakers quadrupled their stake, and of whom nobody is left.</summary>
    private static StakingPool Deserted()
    {
        StakeMoment serving = new(new Epoch(2), Selected: false, InCurrent: true, InNext: false);
        StakedWal first = Position(10 * Wal, 1);
        StakingPool pool = StakingPool.Create(new Epoch(0), selected: false, commissionBp: 0)
            .Stake(new StakeMoment(new Epoch(0), false, false, false), first.Principal)
            .Advance(new Epoch(1), 0)
            .Advance(new Epoch(2), 30 * Wal)
            .RequestWithdrawal(serving, first, out StakedWal leaving)
            .Advance(new Epoch(3), 0)
            .Withdraw(serving with { Epoch = new Epoch(3), InCurrent = false }, leaving, out ulong payout);
        Assert.Equal(40 * Wal, payout);
        Assert.True(pool.IsEmpty);
        return pool;
    }

    [Fact]
    public void Who_comes_to_a_deserted_pool_and_waits_loses_nothing()
    {
        StakedWal second = Position(8 * Wal, 6);
        StakingPool pool = Deserted().Stake(new StakeMoment(new Epoch(5), false, false, false), second.Principal);
        Assert.Equal(8 * Wal, pool.BalanceAt(new Epoch(7)));
        // Not chosen for epoch 6, but for 9: the old rate of 4 : 1 must not cut the stake into a quarter of the shares.
        pool = pool.Advance(new Epoch(9), 0);
        Assert.Equal((8 * Wal, 8 * Wal), (pool.WalBalance, pool.Shares));
        StakeMoment serving = new(new Epoch(9), Selected: false, InCurrent: true, InNext: false);
        pool = pool.RequestWithdrawal(serving, second, out StakedWal leaving).Advance(new Epoch(10), 2 * Wal);
        Assert.Equal(0ul, pool.WalBalance);
        pool.Withdraw(serving with { Epoch = new Epoch(10) }, leaving, out ulong payout);
        Assert.Equal(10 * Wal, payout);
    }

    [Fact]
    public void Who_comes_and_goes_while_it_stands_still_gets_the_principal()
    {
        StakedWal second = Position(8 * Wal, 6);
        StakeMoment outside = new(new Epoch(5), false, false, false);
        StakingPool pool = Deserted().Stake(outside, second.Principal);
        pool = pool.Withdraw(outside with { Epoch = new Epoch(8) }, second, out ulong payout);
        Assert.Equal(8 * Wal, payout);
        Assert.Equal(0ul, pool.BalanceAt(new Epoch(9)));
        Assert.Equal(0ul, pool.Advance(new Epoch(9), 0).WalBalance);
    }

    [Fact]
    public void A_pool_is_read_as_it_was_written()
    {
        StakingPool pool = Deserted().Stake(new StakeMoment(new Epoch(5), true, false, false), 8 * Wal)
            .AddCommission(70, blocked: true).SetNextCommission(new Epoch(5), 900)
            .Advance(new Epoch(6), 0).RequestWithdrawal(new StakeMoment(new Epoch(6), true, true, true), Position(8 * Wal, 7), out _)
            .Stake(new StakeMoment(new Epoch(6), true, true, true), 3 * Wal);
        byte[] bytes = Bytes(pool);
        BcsReader reader = new(bytes);
        StakingPool read = StakingPool.Read(ref reader);
        reader.End();
        Assert.Equal(bytes, Bytes(read));
        Assert.Equal(pool.BalanceAt(new Epoch(8)), read.BalanceAt(new Epoch(8)));
        Assert.Equal(pool.Withdrawals, read.Withdrawals);
    }

    [Fact]
    public void Amounts_out_of_order_are_refused()
    {
        BcsWriter writer = new();
        writer.Vector<uint>([7, 6], static (w, epoch) =>
        {
            w.U32(epoch);
            w.U64(1);
        });
        Assert.Throws<BcsException>(() =>
        {
            BcsReader reader = new(writer.Written.Span);
            EpochAmounts.Read(ref reader);
        });
    }

    private static StakedWal Position(ulong principal, uint activation) =>
        new(Make.Id(activation), Make.Address(1), Make.Id(2), principal, new Epoch(activation), null);

    private static byte[] Bytes(StakingPool pool)
    {
        BcsWriter writer = new();
        pool.Write(writer);
        return writer.ToArray();
    }
}
