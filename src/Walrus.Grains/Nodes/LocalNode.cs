using Walrus.Core.Signatures;
using Walrus.Grains.Nodes.Shards;
using Walrus.Ledger.Accounts;
using Walrus.Storage.Slivers;

namespace Walrus.Grains.Nodes;

/// <summary>A storage node that this process hosts: its identity and its disk. Everything else about it stands on the ledger.</summary>
public sealed class LocalNode
{
    private volatile bool _stopped;

    /// <summary>Name its operator gave it: the key of its grains (rulings 13).</summary>
    public required string Name { get; init; }

    /// <summary>Position in the genesis.</summary>
    public required int Index { get; init; }

    /// <summary>Base URL it is reached at.</summary>
    public required Uri Url { get; init; }

    /// <summary>Signs confirmations and other protocol messages.</summary>
    public required BlsSecretKey ProtocolKey { get; init; }

    /// <summary>Pays for and signs the node's transactions.</summary>
    public required Ed25519Account Account { get; init; }

    /// <summary>Where its slivers rest.</summary>
    public required ISliverStore Store { get; init; }

    /// <summary>Shards that it is being given.</summary>
    public IncomingShards Incoming { get; } = new();

    /// <summary>While set the node answers nothing and signs nothing (development controls).</summary>
    public bool Stopped
    {
        get => _stopped;
        set => _stopped = value;
    }
}

/// <summary>The storage nodes of this process.</summary>
public sealed class LocalNodes(IEnumerable<LocalNode> nodes)
{
    private readonly Dictionary<string, LocalNode> _byName = nodes.ToDictionary(static node => node.Name, StringComparer.Ordinal);

    /// <summary>All of them, in order of their index.</summary>
    public IReadOnlyList<LocalNode> All => [.. _byName.Values.OrderBy(static node => node.Index)];

    /// <summary>The node of this name.</summary>
    /// <exception cref="Contracts.Nodes.NodeUnavailableException">This process does not host it.</exception>
    public LocalNode Get(string name) =>
        _byName.TryGetValue(name, out LocalNode? node) ? node : throw new Contracts.Nodes.NodeUnavailableException(name);
}
