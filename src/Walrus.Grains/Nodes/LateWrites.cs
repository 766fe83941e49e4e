using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;

namespace Walrus.Grains.Nodes;

/// <summary>
/// A blob may end, or be declared invalid, between the look at the ledger that lets a write begin and its end. Then what the node dropped
/// would be there again, until the next sweep: so every write looks once more when it is done. Whatever ends a blob after that look
/// finds what was written.
/// </summary>
public static class LateWrites
{
    /// <summary>Deletes what was written of the blob if no live object of it is left. Returns whether that was so.</summary>
    public static async ValueTask<bool> DropIfEndedAsync(this LocalNode node, LedgerReplica replica, BlobId blob)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(replica);
        if (replica.Read(machine => machine.IsRegistered(blob)))
            return false;
        await node.Store.DeleteBlobAsync(blob);
        await node.Store.FlushAsync();
        return true;
    }
}
