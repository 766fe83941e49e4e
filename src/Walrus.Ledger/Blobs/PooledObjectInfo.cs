using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;

namespace Walrus.Ledger.Blobs;

/// <summary>What nodes keep of one pooled blob until its pool ends or it is deleted; the pool knows the end (control plane 5.6).</summary>
/// <param name="Id">The pooled blob.</param>
/// <param name="Pool">The pool that holds it.</param>
/// <param name="RegisteredEpoch">When it was registered.</param>
/// <param name="CertifiedEpoch">When it was certified, if it was.</param>
/// <param name="Deletable">Whether the pool's owner may delete it.</param>
/// <param name="Event">The event that last changed its status.</param>
public sealed record PooledObjectInfo(
    ObjectId Id, ObjectId Pool, Epoch RegisteredEpoch, Epoch? CertifiedEpoch, bool Deletable, EventId Event)
{
    internal void Write(BcsWriter writer)
    {
        writer.Value(Id);
        writer.Value(Pool);
        writer.U32(RegisteredEpoch.Value);
        writer.Option(CertifiedEpoch, static (w, epoch) => w.U32(epoch.Value));
        writer.Bool(Deletable);
        writer.Value(Event);
    }

    internal static PooledObjectInfo Read(ref BcsReader reader) => new(
        ObjectId.Read(ref reader),
        ObjectId.Read(ref reader),
        new Epoch(reader.U32()),
        reader.Option(static (ref BcsReader r) => new Epoch(r.U32())),
        reader.Bool(),
        EventId.Read(ref reader));
}
