using Walrus.Client.StorageNodes;
using Walrus.Core.Identifiers;
using Walrus.Ledger;
using Walrus.Ledger.Blobs;

namespace Walrus.Node.Services;

/// <summary>What the ledger says of a blob, in the words of HTTP interfaces 7.4.</summary>
internal static class BlobStatusView
{
    public static BlobStatus Of(LedgerMachine machine, BlobId blob)
    {
        BlobInfo? info = machine.FindBlob(blob);
        if (info?.Invalid is { } invalid)
            return new BlobStatus.Invalid(Id(invalid.Event));
        if (info is null || !info.IsRegistered(machine.Epoch))
            return new BlobStatus.Nonexistent();
        // Blobs in storage pools count among the deletable ones, whatever they are (control plane 5.6).
        DeletableCounts deletable = new(
            (uint)(info.DeletableTotal + info.PooledTotal), (uint)(info.DeletableCertified + info.PooledCertified));
        // A certified permanent object says more than one that is only registered, even if that ends later.
        if ((info.PermanentCertified ?? info.PermanentTotal) is { } permanent && permanent.End > machine.Epoch)
            return new BlobStatus.Permanent(permanent.End, info.PermanentCertified is not null, Id(permanent.Event), deletable, info.InitialCertifiedEpoch);
        return new BlobStatus.Deletable(info.InitialCertifiedEpoch, deletable);
    }

    private static EventId Id(Walrus.Ledger.Events.EventId id) => new(id.TransactionDigest.ToString(), id.EventIndex);
}
