using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;

namespace Walrus.Grains.Nodes;

/// <summary>Deletes the data of blobs of which no live object is left, once per epoch (control plane 5.6, second phase).</summary>
internal sealed class StoreSweeper(LocalNode node, LedgerReplica replica)
{
    private const int PageSize = 256;

    /// <summary>Walks the whole store. Returns how many blobs were deleted.</summary>
    public async Task<int> SweepAsync()
    {
        int deleted = 0;
        BlobId? after = null;
        while (node.Store.ListBlobs(after, PageSize) is { Count: > 0 } page)
        {
            List<BlobId> dead = replica.Read(machine => page.Where(blob => !machine.IsRegistered(blob)).ToList());
            foreach (BlobId blob in dead)
            {
                if (await node.Store.DeleteBlobAsync(blob))
                    deleted++;
            }

            after = page[^1];
        }

        if (deleted > 0)
            await node.Store.FlushAsync();
        return deleted;
    }
}
