using Walrus.Core.Parameters;

namespace Walrus.Ledger.Accounting;

/// <summary>What space and writing cost (control plane 2.2 to 2.4).</summary>
public static class Pricing
{
    /// <summary>Started units of 1 MiB in <paramref name="bytes"/>.</summary>
    public static ulong Units(ulong bytes) =>
        bytes / RedStuffParameters.StorageUnit + (bytes % RedStuffParameters.StorageUnit == 0 ? 0UL : 1UL);

    /// <summary>FROST for <paramref name="bytes"/> encoded bytes in one epoch.</summary>
    /// <exception cref="OverflowException">The amount does not fit 64 bits.</exception>
    public static ulong PerEpoch(ulong storagePrice, ulong bytes) => Amount(storagePrice, Units(bytes));

    /// <summary>FROST for <paramref name="bytes"/> encoded bytes over <paramref name="epochs"/> epochs.</summary>
    /// <exception cref="OverflowException">The amount does not fit 64 bits.</exception>
    public static ulong Storage(ulong storagePrice, ulong bytes, uint epochs) => Amount(PerEpoch(storagePrice, bytes), epochs);

    /// <summary>FROST for registering a blob of <paramref name="encodedBytes"/>.</summary>
    /// <exception cref="OverflowException">The amount does not fit 64 bits.</exception>
    public static ulong WriteFee(ulong writePrice, ulong encodedBytes) => Amount(writePrice, Units(encodedBytes));

    private static ulong Amount(ulong price, ulong count) => (ulong)((UInt128)price * count);
}
