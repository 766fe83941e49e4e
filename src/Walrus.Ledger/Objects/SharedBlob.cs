using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Objects;

/// <summary>A blob made public for good, with funds that can only prolong it (control plane 1.5).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Blob">The wrapped blob.</param>
/// <param name="Funds">FROST that can never be withdrawn.</param>
public sealed record SharedBlob(ObjectId Id, BlobObject Blob, ulong Funds) : LedgerObject(Id, null)
{
    internal override byte KindNumber => 2;

    private protected override void WriteFields(BcsWriter writer)
    {
        Blob.Write(writer);
        writer.U64(Funds);
    }

    internal static SharedBlob ReadFields(ObjectId id, ref BcsReader reader) => new(id, ReadAs<BlobObject>(ref reader), reader.U64());
}
