namespace Walrus.Gateway.Payments;

/// <summary>When a gateway settles what readers owe it.</summary>
public sealed record SettlementOptions
{
    /// <summary>Unencoded bytes that may stand unpaid in all, over all readers: the most that the gateway can lose.</summary>
    public ulong BatchBytes { get; init; } = 256UL << 20;

    /// <summary>Vouchers of one settlement, at most; as many unsettled ones are a full batch.</summary>
    public int BatchVouchers { get; init; } = 256;

    /// <summary>Longest time, by the network's clock, that a voucher stays unsettled while the ledger takes transactions.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMinutes(1);
}
