using Walrus.Core.Identifiers;
using Walrus.Ledger.Committees;
using Walrus.Ledger.EventBlobs;
using Walrus.Ledger.Pools;

namespace Walrus.Ledger;

/// <content>Queries of storage pools, deny lists and event blobs, as of the head.</content>
public sealed partial class LedgerMachine
{
    /// <summary>How far the event stream is stored in the network itself.</summary>
    public EventBlobState EventBlobs => _state.Markets.EventBlobs.Value;

    /// <summary>The storage pool with this id, or that of the bucket with this id; or null.</summary>
    public StoragePool? FindStoragePool(ObjectId id) => _state.Objects.Find(id) switch
    {
        StoragePool pool => pool,
        BlobBucket bucket => _state.Objects.Find(bucket.Pool) as StoragePool,
        _ => null,
    };

    /// <summary>What a node said last.</summary>
    public CapabilityState CapabilityOf(ObjectId node) => _state.Markets.Capabilities.Find(node) ?? CapabilityState.Initial;
}
