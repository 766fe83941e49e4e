using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;

namespace Walrus.Ledger.Blobs;

/// <summary>
/// What nodes keep of one blob object until it ends or is deleted (control plane 5.6). Burning the object on the ledger
/// does not touch it.
/// </summary>
/// <param name="Id">The object.</param>
/// <param name="RegisteredEpoch">When it was registered.</param>
/// <param name="CertifiedEpoch">When it was first certified, if it was.</param>
/// <param name="End">Epoch at which it ends, itself not covered.</param>
/// <param name="Deletable">Whether the owner may delete it.</param>
/// <param name="Event">The event that last changed its status.</param>
public sealed record BlobObjectInfo(ObjectId Id, Epoch RegisteredEpoch, Epoch? CertifiedEpoch, Epoch End, bool Deletable, EventId Event)
{
    internal static BlobObjectInfo Read(ref BcsReader reader) => new(
        ObjectId.Read(ref reader),
        new Epoch(reader.U32()),
        reader.Option(static (ref BcsReader r) => new Epoch(r.U32())),
        new Epoch(reader.U32()),
        reader.Bool(),
        EventId.Read(ref reader));

    internal void Write(BcsWriter writer)
    {
        writer.Value(Id);
        writer.U32(RegisteredEpoch.Value);
        writer.Option(CertifiedEpoch, static (w, epoch) => w.U32(epoch.Value));
        writer.U32(End.Value);
        writer.Bool(Deletable);
        writer.Value(Event);
    }
}

/// <summary>When a blob id was certified as invalid.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Event">The event.</param>
public sealed record InvalidBlob(Epoch Epoch, EventId Event);
