using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Events;

namespace Walrus.Ledger.Blobs;

/// <content>Blobs that were denied network-wide (control plane 1.10).</content>
public sealed partial record BlobInfo
{
    /// <summary>
    /// Set once one correct node denies the blob and the network has <see cref="Networks.Feature.DeniedBlobsEnd"/>; like
    /// <see cref="Invalid"/>, it absorbs everything that comes later.
    /// </summary>
    public DeniedBlob? Denied { get; private init; }

    /// <summary>Whether no object of it counts any more, nor ever will.</summary>
    public bool IsClosed => Invalid is not null || Denied is not null;

    internal BlobInfo DeniedAt(Epoch at, EventPlace place) =>
        IsClosed ? this : new BlobInfo(BlobId) { Denied = new DeniedBlob(at, place.Id) };

    private void WriteDenied(BcsWriter writer)
    {
        writer.Bool(Denied is not null);
        Denied?.Write(writer);
    }

    private BlobInfo WithDenied(ref BcsReader reader) => reader.Bool() ? this with { Denied = DeniedBlob.Read(ref reader) } : this;
}

/// <summary>When a blob was denied network-wide.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Event">The event.</param>
public sealed record DeniedBlob(Epoch Epoch, EventId Event)
{
    internal void Write(BcsWriter writer)
    {
        writer.U32(Epoch.Value);
        writer.Value(Event);
    }

    internal static DeniedBlob Read(ref BcsReader reader) => new(new Epoch(reader.U32()), EventId.Read(ref reader));
}
