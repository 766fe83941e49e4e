using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Walrus.Client.Reading;
using Walrus.Client.Transfer;
using Walrus.Grains.Epochs;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;

namespace Walrus.Grains.Nodes.Shards;

/// <summary>One shard synchronisation per storage node of this process.</summary>
internal sealed class ShardSyncs(
    IGrainFactory grains, LedgerReplica replica, ReadingCommittees committees, BlobReader reader, ShardTransfer transfer, NetworkClock clock, ILogger<ShardSync> logger)
{
    private readonly ConcurrentDictionary<string, ShardSync> _syncs = new(StringComparer.Ordinal);

    /// <summary>That of a node.</summary>
    public ShardSync For(LocalNode node) => _syncs.GetOrAdd(
        node.Name,
        _ => new ShardSync(
            node, new LackingSlivers(node, replica), new ShardIntake(node, replica, committees, reader), transfer, grains, clock.Underlying, logger));
}
