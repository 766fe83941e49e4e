using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Events;

namespace Walrus.Grains.Nodes;

/// <summary>
/// Drops what the node holds of blobs that the ledger declares invalid (control plane 6.3), or denied network-wide (1.10). What was
/// declared before the first look is the sweep's to find.
/// </summary>
internal sealed class ClosedBlobs(LocalNode node, LedgerReplica replica)
{
    private const int PageSize = 256;

    private ulong? _cursor;

    /// <summary>Deals with the events since the last look. Returns the blobs that were dropped, or null when events were missed: then the whole store has to be swept.</summary>
    public async Task<IReadOnlyList<BlobId>?> FollowAsync()
    {
        (ulong first, ulong next) = replica.Read(static machine => (machine.FirstRetainedEvent, machine.NextEventPosition));
        ulong cursor = _cursor ?? next;
        _cursor = next;
        if (cursor < first)
            return null;
        List<BlobId> closed = [];
        while (cursor < next && replica.Read(machine => machine.Events(cursor, PageSize)) is { Count: > 0 } page)
        {
            closed.AddRange(page.Select(static entry => ClosedBy(entry.Body)).OfType<BlobId>().Where(IsClosed));
            cursor = page[^1].Position + 1;
        }

        _cursor = Math.Max(cursor, next);
        foreach (BlobId blob in closed)
            await node.Store.DeleteBlobAsync(blob);
        if (closed.Count > 0)
            await node.Store.FlushAsync();
        return closed;
    }

    private static BlobId? ClosedBy(EventBody body) => body switch
    {
        InvalidBlobID invalid => invalid.BlobId,
        DenyListBlobDeleted denied => denied.BlobId,
        _ => null,
    };

    // A network may know the event without its consequence.
    private bool IsClosed(BlobId blob) => replica.Read(machine => machine.FindBlob(blob)?.IsClosed ?? false);
}
