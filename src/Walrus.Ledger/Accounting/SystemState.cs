using Walrus.Core.Bcs;

namespace Walrus.Ledger.Accounting;

/// <summary>Space and money of the network as a whole (control plane 1.2).</summary>
/// <param name="TotalCapacity">Encoded bytes that may be sold, for every epoch.</param>
/// <param name="Prices">Prices of the current epoch.</param>
/// <param name="Ring">Buckets of this epoch and those ahead.</param>
/// <param name="InitialSupply">FROST minted with the genesis.</param>
/// <param name="Burned">FROST destroyed since.</param>
/// <param name="NextEventPosition">Position of the next event.</param>
internal sealed record SystemState(
    ulong TotalCapacity, LedgerPrices Prices, FutureAccounting Ring, ulong InitialSupply, ulong Burned, ulong NextEventPosition)
{
    public ulong UsedCapacity => Ring.Lookup(0).UsedCapacity;

    public void Write(BcsWriter writer)
    {
        writer.U64(TotalCapacity);
        writer.Value(Prices);
        Ring.Write(writer);
        writer.U64(InitialSupply);
        writer.U64(Burned);
        writer.U64(NextEventPosition);
    }

    public static SystemState Read(ref BcsReader reader) => new(
        reader.U64(), new LedgerPrices(reader.U64(), reader.U64(), reader.U64()), FutureAccounting.Read(ref reader), reader.U64(), reader.U64(), reader.U64());
}
