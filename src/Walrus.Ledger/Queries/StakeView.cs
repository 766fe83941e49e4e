using Walrus.Ledger.Objects;

namespace Walrus.Ledger.Queries;

/// <summary>A stake position as of now (control plane 3.3).</summary>
/// <param name="Stake">The position.</param>
/// <param name="Rewards">FROST it earned so far.</param>
/// <param name="CanWithdrawEarly">Whether it is not counted yet and can be taken back at once.</param>
/// <param name="PayoutNow">FROST that a withdrawal now would pay; null if it would be refused.</param>
/// <param name="NotNowReason">Why it would be refused, by the name the protocol has for it.</param>
public sealed record StakeView(StakedWal Stake, ulong Rewards, bool CanWithdrawEarly, ulong? PayoutNow, string? NotNowReason);
