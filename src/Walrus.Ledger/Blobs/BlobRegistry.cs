using Walrus.Core.Identifiers;
using Walrus.Ledger.Errors;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Blobs;

/// <summary>Keeps the aggregates per blob id in the state.</summary>
internal static class BlobRegistry
{
    /// <summary>The aggregate, empty for a blob that the ledger knows nothing of.</summary>
    public static BlobInfo Get(LedgerState state, BlobId blob) => state.Blobs.Find(blob) ?? new BlobInfo(blob);

    /// <summary>The aggregate of a blob that may be registered.</summary>
    /// <exception cref="LedgerException"><c>EBlobDenied</c>.</exception>
    public static BlobInfo GetAllowed(LedgerState state, BlobId blob)
    {
        BlobInfo info = Get(state, blob);
        LedgerException.Require(info.Denied is null, Reason.EBlobDenied);
        return info;
    }

    public static void Put(LedgerState state, BlobInfo info)
    {
        if (info.IsEmpty)
            state.Blobs.Remove(info.BlobId);
        else
            state.Blobs.Set(info.BlobId, info);
    }
}
