using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Objects;

/// <summary>A tradeable right to <paramref name="Size"/> encoded bytes in each epoch of a period (control plane 1.3).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The account that owns it, or, while a blob wraps it, the blob's.</param>
/// <param name="Start">First epoch.</param>
/// <param name="End">Epoch at which it ends, itself not covered.</param>
/// <param name="Size">Encoded bytes.</param>
public sealed record StorageReservation(ObjectId Id, Address? Owner, Epoch Start, Epoch End, ulong Size) : LedgerObject(Id, Owner)
{
    internal override byte KindNumber => 0;

    /// <summary>Whether it can be used in <paramref name="epoch"/>.</summary>
    public bool Covers(Epoch epoch) => Start <= epoch && epoch < End;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(Start.Value);
        writer.U32(End.Value);
        writer.U64(Size);
    }

    internal static StorageReservation ReadFields(ObjectId id, Address? owner, ref BcsReader reader) =>
        new(id, owner, new Epoch(reader.U32()), new Epoch(reader.U32()), reader.U64());
}
