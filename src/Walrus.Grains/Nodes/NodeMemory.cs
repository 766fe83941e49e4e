using Walrus.Core.Identifiers;
using Walrus.Ledger.Nodes;

namespace Walrus.Grains.Nodes;

/// <summary>What a node remembers between activations.</summary>
[GenerateSerializer, Alias("walrus.node-memory")]
internal sealed class NodeMemory
{
    /// <summary>The store it knows; another one means that the disk was wiped or exchanged (rulings 17).</summary>
    [Id(0)] public Guid StoreId { get; set; }

    /// <summary>Since when it holds shards that it does not own any more (rulings 4).</summary>
    [Id(1)] public Dictionary<ShardIndex, Epoch> LostSince { get; set; } = [];

    /// <summary>Name of its status (control plane 5.5).</summary>
    [Id(2)] public string Status { get; set; } = nameof(NodeStatusKind.Standby);

    /// <summary>The last epoch that it entered; zero before the first.</summary>
    [Id(3)] public Epoch Entered { get; set; }
}
