namespace Walrus.Client.Payments;

/// <summary>How a reader pays.</summary>
public sealed record ReadPaymentOptions
{
    /// <summary>FROST that one payer may promise in all.</summary>
    public required ulong Limit { get; init; }

    /// <summary>
    /// Unencoded bytes between two vouchers: what a gateway that takes a voucher and gives nothing has gained. Whole MiB, as the price is for
    /// started ones.
    /// </summary>
    public long StepBytes { get; init; } = 4 << 20;

    /// <summary>Epochs beyond the least one that vouchers stay good for, so that an epoch change on the way costs no second voucher.</summary>
    public uint SpareEpochs { get; init; } = 1;
}
