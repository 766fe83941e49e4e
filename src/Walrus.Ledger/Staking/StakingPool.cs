using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.State;

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

    /// <summary>Positions paid out so far, each of which rounded at most once (control plane 9.1, K3).</summary>
    public ulong Withdrawals { get; init; }

    /// <summary>What shares are worth at present.</summary>
    public ExchangeRate PresentRate => ExchangeRate.Of(WalBalance, Shares);

    /// <summary>Whether nothing is left in it.</summary>
    public bool IsEmpty => Shares == 0 && WalBalance == 0 && RewardsPool == 0 && Commission == 0 && PendingStake.IsEmpty;

    /// <summary>The pool of a node that registers (control plane 3.1).</summary>
    /// <exception cref="LedgerException"><c>EIncorrectCommissionRate</c>.</exception>
    public static StakingPool Create(Epoch now, bool selected, ushort commissionBp)
    {
        RequireRate(commissionBp);
        return new StakingPool { ActivationEpoch = selected ? now.Plus(1) : now, LatestEpoch = now, CommissionBp = commissionBp };
    }

    /// <summary>
    /// The rate that holds in <paramref name="epoch"/>. A pool that stands still keeps the rate with which it will go on:
    /// rounding, or the leaving of the last share, may have moved that from the rate of its last step.
    /// </summary>
    public ExchangeRate RateAt(Epoch epoch) => epoch > LatestEpoch ? PresentRate : Rates.At(epoch, ActivationEpoch);

    /// <summary>FROST that will be active in <paramref name="epoch"/>, rewards of the meantime not counted (control plane 3.6).</summary>
    public ulong BalanceAt(Epoch epoch) =>
        WalBalance + PendingStake.SumUpTo(epoch) - PresentRate.ToWal(LeavingShares(epoch));

    /// <summary>Takes up an epoch with the reward for the one before (control plane 3.5).</summary>
    /// <exception cref="LedgerException"><c>EPoolAlreadyUpdated</c> or <c>EIncorrectEpochAdvance</c>.</exception>
    public StakingPool Advance(Epoch epoch, ulong reward)
    {
        LedgerException.Require(epoch > LatestEpoch, Reason.EPoolAlreadyUpdated);
        LedgerException.Require(reward == 0 || WalBalance > 0, Reason.EIncorrectEpochAdvance);
        StakingPool pool = StoodStillUntil(epoch).Earn(reward).TakeUpCommissionRate(epoch);
        ExchangeRate rate = pool.PresentRate;
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
        writer.U64(Withdrawals);
        writer.U16(CommissionBp);
        writer.Vector(PendingCommissionRates, static (w, entry) =>
        {
            w.U32(entry.Key.Value);
            w.U16(entry.Value);
        });
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static StakingPool Read(ref BcsReader reader) => new()
    {
        ActivationEpoch = new Epoch(reader.U32()),
        LatestEpoch = new Epoch(reader.U32()),
        WalBalance = reader.U64(),
        Shares = reader.U64(),
        PendingStake = EpochAmounts.Read(ref reader),
        PendingSharesWithdraw = EpochAmounts.Read(ref reader),
        PreActiveWithdrawals = EpochAmounts.Read(ref reader),
        Rates = ExchangeRateHistory.Read(ref reader),
        RewardsPool = reader.U64(),
        Commission = reader.U64(),
        BlockedCommission = reader.U64(),
        Withdrawals = reader.U64(),
        CommissionBp = reader.U16(),
        PendingCommissionRates = reader.Vector(ReadCommissionRate, minimumSize: 6).ToMap(),
    };

    private static KeyValuePair<Epoch, ushort> ReadCommissionRate(ref BcsReader reader) =>
        KeyValuePair.Create(new Epoch(reader.U32()), reader.U16());

    // Those who came while the pool stood still did so at the rate of that time.
    private StakingPool StoodStillUntil(Epoch epoch)
    {
        Epoch first = LatestEpoch.Plus(1);
        return first == epoch || PresentRate == Rates.At(LatestEpoch, ActivationEpoch)
            ? this
            : this with { Rates = Rates.With(first, PresentRate) };
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
