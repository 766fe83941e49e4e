using Walrus.Core.Bcs;

namespace Walrus.Ledger.Accounting;

/// <summary>Prices of an epoch in FROST.</summary>
/// <param name="Storage">Per started MiB of encoded bytes and epoch (control plane 2.3).</param>
/// <param name="Write">Per started MiB of encoded bytes, once per registration (control plane 2.4).</param>
/// <param name="Read">Per started MiB of unencoded bytes delivered.</param>
public sealed record LedgerPrices(ulong Storage, ulong Write, ulong Read) : IBcs<LedgerPrices>
{
    /// <summary>Prices at which nothing can be bought: those of an epoch without committee (control plane 2.7).</summary>
    public static readonly LedgerPrices Closed = new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    void IBcs<LedgerPrices>.Write(BcsWriter writer)
    {
        writer.U64(Storage);
        writer.U64(Write);
        writer.U64(Read);
    }

    static LedgerPrices IBcs<LedgerPrices>.Read(ref BcsReader reader) => new(reader.U64(), reader.U64(), reader.U64());
}
