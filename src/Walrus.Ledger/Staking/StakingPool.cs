using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;

namespace Walrus.Ledger.Staking;

/// <summary>
/// The stake behind a node, and what it earned (control plane 3.2). Principals lie with their positions; the pool holds
/// only rewards and commission. Immutable.
/// </summary>
internal sealed partial record StakingPool
{
    private const uint WholeInBasisPoints = 10_000;

    /// <summary>First epoch with an exchange rate.</summary>
    public required Epoch ActivationEpoch { get; init; }

    /// <summary>Last epoch the pool was advanced to.</summary>
    public required Epoch LatestEpoch { get; init; }

    /// <summary>FROST active in <see cref="LatestEpoch"/>: principals and the stakers' rewards.</summary>
    public ulong WalBalance { get; init; }

    public ulong Shares { get; init; }

    /// <summary>FROST that becomes active with an epoch.</summary>
    public EpochAmounts PendingStake { get; init; } = EpochAmounts.None;

    /// <summary>Shares that leave with an epoch.</summary>
    public EpochAmounts PendingSharesWithdraw { get; init; } = EpochAmounts.None;

    /// <summary>Principal that leaves with an epoch, after a single active one.</summary>
    public EpochAmounts PreActiveWithdrawals { get; init; } = EpochAmounts.None;

    public ExchangeRateHistory Rates { get; init; } = ExchangeRateHistory.None;

    /// <summary>FROST of rewards not yet paid to stakers.</summary>
    public ulong RewardsPool { get; init; }

    /// <summary>FROST of the operator, the blocked part included.</summary>
    public ulong Commission { get; init; }

    /// <summary>FROST of <see cref="Commission"/> that cannot be collected before the next voting end.</summary>
    public ulong BlockedCommission { get; init; }

    /// <summary>The operator's share of rewards, in basis points.</summary>
    public required ushort CommissionBp { get; init; }

    public ImmutableSortedDictionary<Epoch, ushort> PendingCommissionRates { get; init; } = ImmutableSortedDictionary<Epoch, ushort>.Empty;

    /// <summary>Whether nothing is left in it.</summary>
    public bool IsEmpty => Shares == 0 && WalBalance == 0 && RewardsPool == 0 && Commission == 0 && PendingStake.IsEmpty;

    /// <summary>The pool of a node that registers (control plane 3.1).</summary>
    /// <exception cref="LedgerException"><c>EIncorrectCommissionRate</c>.</exception>
    public static StakingPool Create(Epoch now, bool selected, ushort commissionBp)
    {
        RequireRate(commissionBp);
        return new StakingPool { ActivationEpoch = selected ? now.Plus(1) : now, LatestEpoch = now, CommissionBp = commissionBp };
    }

    /// <summary>The rate that holds in <paramref name="epoch"/>.</summary>
    public ExchangeRate RateAt(Epoch epoch) => Rates.At(epoch, ActivationEpoch);

    /// <summary>FROST that will be active in <paramref name="epoch"/>, rewards of the meantime not counted (control plane 3.6).</summary>
    public ulong BalanceAt(Epoch epoch) =>
        WalBalance + PendingStake.SumUpTo(epoch) - ExchangeRate.Of(WalBalance, Shares).ToWal(LeavingShares(epoch));

    /// <summary>Takes up an epoch with the reward for the one before (control plane 3.5).</summary>
    /// <exception cref="LedgerException"><c>EPoolAlreadyUpdated</c> or <c>EIncorrectEpochAdvance</c>.</exception>
    public StakingPool Advance(Epoch epoch, ulong reward)
    {
        LedgerException.Require(epoch > LatestEpoch, Reason.EPoolAlreadyUpdated);
        LedgerException.Require(reward == 0 || WalBalance > 0, Reason.EIncorrectEpochAdvance);
        StakingPool pool = Earn(reward).TakeUpCommissionRate(epoch);
        ExchangeRate rate = ExchangeRate.Of(pool.WalBalance, pool.Shares);
        pool = pool with { LatestEpoch = epoch, Rates = pool.Rates.With(epoch, rate) };
        ulong balance = pool.WalBalance + pool.PendingStake.SumUpTo(epoch) - rate.ToWal(pool.LeavingShares(epoch));
        return pool with
        {
            WalBalance = balance,
            Shares = rate.ToShares(balance),
            PendingStake = pool.PendingStake.After(epoch),
            PendingSharesWithdraw = pool.PendingSharesWithdraw.After(epoch),
            PreActiveWithdrawals = pool.PreActiveWithdrawals.After(epoch),
        };
    }

    /// <summary>Appends the whole pool for the hash of the state.</summary>
    public void Write(BcsWriter writer)
    {
        writer.U32(ActivationEpoch.Value);
        writer.U32(LatestEpoch.Value);
        writer.U64(WalBalance);
        writer.U64(Shares);
        PendingStake.Write(writer);
        PendingSharesWithdraw.Write(writer);
        PreActiveWithdrawals.Write(writer);
        Rates.Write(writer);
        writer.U64(RewardsPool);
        writer.U64(Commission);
        writer.U64(BlockedCommission);
        writer.U16(CommissionBp);
        writer.Vector(PendingCommissionRates, static (w, entry) =>
        {
            w.U32(entry.Key.Value);
            w.U16(entry.Value);
        });
    }

    private StakingPool Earn(ulong reward)
    {
        ulong commission = (ulong)((UInt128)reward * CommissionBp / WholeInBasisPoints);
        return this with
        {
            Commission = Commission + commission,
            BlockedCommission = BlockedCommission + commission,
            RewardsPool = RewardsPool + (reward - commission),
            WalBalance = WalBalance + (reward - commission),
        };
    }

    private ulong LeavingShares(Epoch epoch)
    {
        ulong shares = PendingSharesWithdraw.SumUpTo(epoch);
        // Such a position is active for the one epoch before it leaves, and enters at that epoch's rate.
        foreach ((Epoch leaves, ulong principal) in PreActiveWithdrawals.UpTo(epoch))
            shares += RateAt(new Epoch(leaves.Value - 1)).ToShares(principal);
        return shares;
    }

    private static void RequireRate(ushort basisPoints) =>
        LedgerException.Require(basisPoints <= WholeInBasisPoints, Reason.EIncorrectCommissionRate);
}
