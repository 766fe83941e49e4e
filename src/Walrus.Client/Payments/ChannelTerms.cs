using Walrus.Core.Identifiers;

namespace Walrus.Client.Payments;

/// <summary>Where a reader's channel stands, as its gateway sees it.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Balance">FROST in it.</param>
/// <param name="SettledBytes">Unencoded bytes paid for since it was opened.</param>
/// <param name="CoveredBytes">Unencoded bytes that vouchers promise to pay for, the settled ones included.</param>
/// <param name="DeliveredBytes">Unencoded bytes delivered.</param>
/// <param name="RequiredBytes">What the next voucher has to promise in all, to cover what was asked for.</param>
/// <param name="WithdrawableFrom">First epoch in which the balance can be taken back; null while the channel is open.</param>
public sealed record ChannelTerms(
    ObjectId Channel, ulong Balance, ulong SettledBytes, ulong CoveredBytes, ulong DeliveredBytes, ulong RequiredBytes, Epoch? WithdrawableFrom);
