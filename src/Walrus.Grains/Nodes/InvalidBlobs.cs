using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;
using Walrus.Ledger.Events;

namespace Walrus.Grains.Nodes;

/// <summary>
/// Drops what the node holds of blobs that the ledger declares invalid (control plane 6.3). What was declared before the first look is
/// the sweep's to find.
/// </summary>
internal sealed class InvalidBlobs(LocalNode node, LedgerReplica replica)
{
    private const int PageSize = 256;

    private ulong? _cursor;

    /// <summary>Deals with the events since the last look. Returns the blobs that were declared invalid, or null when events were missed: then the whole store has to be swept.</summary>
    public async Task<IReadOnlyList<BlobId>?> FollowAsync()
    {
        (ulong first, ulong next) = replica.Read(static machine => (machine.FirstRetainedEvent, machine.NextEventPosition));
        ulong cursor = _cursor ?? next;
        _cursor = next;
        if (cursor < first)
            return null;
        List<BlobId> invalid = [];
        while (cursor < next && replica.Read(machine => machine.Events(cursor, PageSize)) is { Count: > 0 } page)
        {
            invalid.AddRange(page.Select(static entry => entry.Body).OfType<InvalidBlobID>().Select(static entry => entry.BlobId));
            cursor = page[^1].Position + 1;
        }

        _cursor = Math.Max(cursor, next);
        foreach (BlobId blob in invalid)
            await node.Store.DeleteBlobAsync(blob);
        if (invalid.Count > 0)
            await node.Store.FlushAsync();
        return invalid;
    }
}
