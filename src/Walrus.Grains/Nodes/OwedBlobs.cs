using System.Collections.Immutable;
using Walrus.Core.Identifiers;
using Walrus.Grains.Ledger;

namespace Walrus.Grains.Nodes;

/// <summary>Blobs that a node has to hold before it says that its shards are here, and that it found to lack something of.</summary>
internal sealed class OwedBlobs(LocalNode node, LedgerReplica replica, CommitteeDirectory committees)
{
    private readonly HashSet<BlobId> _blobs = [];

    /// <summary>Event position up to which all blobs are owed, whenever they were certified: a node that lost its store has lost those of this epoch, too.</summary>
    public ulong Until { get; set; }

    /// <summary>One that was found lacking.</summary>
    public void Add(BlobId blob) => _blobs.Add(blob);

    /// <summary>Whether all of them are here, apart from those that ended meanwhile.</summary>
    public bool AreHere()
    {
        ImmutableArray<ShardIndex> shards = committees.ShardsOf(node.Name);
        _blobs.RemoveWhere(blob => !replica.Read(machine => machine.IsCertified(blob)) || shards.All(shard => node.Store.HoldsPair(blob, shard)));
        return _blobs.Count == 0;
    }
}
