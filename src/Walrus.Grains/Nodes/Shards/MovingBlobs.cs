using Walrus.Core.Identifiers;
using Walrus.Ledger;

namespace Walrus.Grains.Nodes.Shards;

/// <summary>Which blobs go with a shard to its new owner.</summary>
public static class MovingBlobs
{
    /// <summary>
    /// Whether the blob is certified, and was so before this epoch (control plane 5.4). Later ones come to the new owners by the way of
    /// every write.
    /// </summary>
    public static bool MovesWithShards(this LedgerMachine machine, BlobId blob)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return machine.FindBlob(blob) is { } info && info.IsCertified(machine.Epoch) && info.InitialCertifiedEpoch < machine.Epoch;
    }
}
