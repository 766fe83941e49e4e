using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Blobs;

namespace Walrus.Ledger.Pools;

/// <summary>One registration of a blob inside a storage pool, whose end is the pool's (control plane 1.7).</summary>
/// <param name="Id">Its id, which confirmations of deletable blobs name.</param>
/// <param name="RegisteredEpoch">When it was registered.</param>
/// <param name="BlobId">What is stored.</param>
/// <param name="Size">Unencoded bytes.</param>
/// <param name="EncodingType">How it is encoded.</param>
/// <param name="CertifiedEpoch">When it was certified, if it was.</param>
/// <param name="Deletable">Whether the pool's owner may delete it before the pool ends.</param>
/// <param name="Attributes">Its attributes, if it has a map of them.</param>
public sealed record PooledBlob(
    ObjectId Id,
    Epoch RegisteredEpoch,
    BlobId BlobId,
    ulong Size,
    EncodingType EncodingType,
    Epoch? CertifiedEpoch,
    bool Deletable,
    BlobAttributes? Attributes)
{
    internal void Write(BcsWriter writer)
    {
        writer.Value(Id);
        writer.U32(RegisteredEpoch.Value);
        writer.Value(BlobId);
        writer.U64(Size);
        writer.U8((byte)EncodingType);
        writer.Option(CertifiedEpoch, static (w, epoch) => w.U32(epoch.Value));
        writer.Bool(Deletable);
        writer.Bool(Attributes is not null);
        Attributes?.Write(writer);
    }

    internal static PooledBlob Read(ref BcsReader reader) => new(
        ObjectId.Read(ref reader),
        new Epoch(reader.U32()),
        BlobId.Read(ref reader),
        reader.U64(),
        (EncodingType)reader.U8(),
        reader.Option(static (ref BcsReader r) => new Epoch(r.U32())),
        reader.Bool(),
        reader.Bool() ? BlobAttributes.Read(ref reader) : null);
}
