using Walrus.Core.Identifiers;
using Walrus.Ledger.Staking;

namespace Walrus.Ledger.Queries;

/// <summary>The stake behind a node, and what it earned (control plane 3.2). Amounts are FROST.</summary>
/// <param name="Node">The node.</param>
/// <param name="ActivationEpoch">First epoch with an exchange rate.</param>
/// <param name="LatestEpoch">Last epoch the pool was taken into; it stands still while its node is in no committee.</param>
/// <param name="Balance">Active in that epoch: principals and the stakers' rewards.</param>
/// <param name="Shares">Shares that stand for it.</param>
/// <param name="Rate">What they are worth.</param>
/// <param name="RewardsPool">Rewards not yet paid to stakers.</param>
/// <param name="Commission">The operator's, the blocked part included.</param>
/// <param name="BlockedCommission">What cannot be collected before voting end.</param>
/// <param name="CommissionBp">The operator's share of rewards, in basis points.</param>
public sealed record PoolView(
    ObjectId Node,
    Epoch ActivationEpoch,
    Epoch LatestEpoch,
    ulong Balance,
    ulong Shares,
    ExchangeRate Rate,
    ulong RewardsPool,
    ulong Commission,
    ulong BlockedCommission,
    ushort CommissionBp)
{
    internal static PoolView Of(ObjectId node, StakingPool pool) => new(
        node, pool.ActivationEpoch, pool.LatestEpoch, pool.WalBalance, pool.Shares, pool.PresentRate,
        pool.RewardsPool, pool.Commission, pool.BlockedCommission, pool.CommissionBp);
}
