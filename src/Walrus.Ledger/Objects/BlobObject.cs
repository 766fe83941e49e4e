using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blobs;

namespace Walrus.Ledger.Objects;

/// <summary>One registration of a blob (control plane 1.4). It wraps its reservation; many may have the same blob id.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Owner">The account that owns it; null when it is shared.</param>
/// <param name="RegisteredEpoch">When it was registered.</param>
/// <param name="BlobId">What is stored.</param>
/// <param name="Size">Unencoded bytes.</param>
/// <param name="EncodingType">How it is encoded.</param>
/// <param name="CertifiedEpoch">When it was first certified, if it was.</param>
/// <param name="Storage">The wrapped reservation.</param>
/// <param name="Deletable">Whether the owner may delete it before it ends.</param>
/// <param name="Attributes">Its attributes, if it has a map of them.</param>
public sealed record BlobObject(
    ObjectId Id,
    Address? Owner,
    Epoch RegisteredEpoch,
    BlobId BlobId,
    ulong Size,
    EncodingType EncodingType,
    Epoch? CertifiedEpoch,
    StorageReservation Storage,
    bool Deletable,
    BlobAttributes? Attributes) : LedgerObject(Id, Owner)
{
    internal override byte KindNumber => 1;

    /// <summary>Epoch at which it ends, itself not covered.</summary>
    public Epoch End => Storage.End;

    private protected override void WriteFields(BcsWriter writer)
    {
        writer.U32(RegisteredEpoch.Value);
        writer.Value(BlobId);
        writer.U64(Size);
        writer.U8((byte)EncodingType);
        writer.Option(CertifiedEpoch, static (w, epoch) => w.U32(epoch.Value));
        Storage.Write(writer);
        writer.Bool(Deletable);
        writer.Bool(Attributes is not null);
        Attributes?.Write(writer);
    }

    internal static BlobObject ReadFields(ObjectId id, Address? owner, ref BcsReader reader) => new(
        id,
        owner,
        new Epoch(reader.U32()),
        BlobId.Read(ref reader),
        reader.U64(),
        (EncodingType)reader.U8(),
        reader.Option(static (ref BcsReader r) => new Epoch(r.U32())),
        ReadAs<StorageReservation>(ref reader),
        reader.Bool(),
        reader.Bool() ? BlobAttributes.Read(ref reader) : null);
}
