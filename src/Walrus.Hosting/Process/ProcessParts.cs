using Walrus.Client.Ledger;
using Walrus.Gateway.Payments;
using Walrus.Grains.Ledger;
using Walrus.Grains.Time;
using Walrus.Hosting.Nodes;
using Walrus.Hosting.Transport;
using Walrus.Ledger.Accounts;
using Walrus.Storage.Checkpoints;
using Walrus.Storage.Events;
using Walrus.Storage.Journals;
using Walrus.Storage.Snapshots;

namespace Walrus.Hosting.Process;

/// <summary>
/// What one process of a network is made of, opened and checked before its host is built. The server makes it from options, a
/// test network by hand; everything after it is the same for both.
/// </summary>
public sealed record ProcessParts
{
    /// <summary>The network this process belongs to.</summary>
    public required LedgerFounding Founding { get; init; }

    /// <summary>Journal of the ledger. Closed by whoever opened it.</summary>
    public required ILedgerJournal Journal { get; init; }

    /// <summary>A gateway of the cluster that orders the ledger; null when this one does.</summary>
    public LedgerClient? RemoteLedger { get; init; }

    /// <summary>Where states of the ledger are kept, so that a start need not execute all history; null to keep none.</summary>
    public ILedgerSnapshots? Snapshots { get; init; }

    /// <summary>Where the ledger's events are kept, so that those of any age can be read. Closed by whoever opened it.</summary>
    public ILedgerEventLog Events { get; init; } = new MemoryEventLog();

    /// <summary>Where the committee's signatures are kept. Closed by whoever opened it.</summary>
    public required ICheckpointStore Checkpoints { get; init; }

    /// <summary>The network's time.</summary>
    public required NetworkClock Clock { get; init; }

    /// <summary>How nodes listen and are reached.</summary>
    public required INodeTransport Transport { get; init; }

    /// <summary>Storage nodes that this process hosts. Their stores are closed by whoever opened them.</summary>
    public required IReadOnlyList<HostedNode> Nodes { get; init; }

    /// <summary>How these nodes look for damage; null: only when something is read.</summary>
    public ScrubPlan? Scrub { get; init; }

    /// <summary>The account that pays for what this process does: storing, and the permissionless steps of epochs.</summary>
    public required Ed25519Account Account { get; init; }

    /// <summary>The gateway of this process; null when it has none.</summary>
    public GatewayParts? Gateway { get; init; }
}

/// <summary>What the gateway of a process is made of.</summary>
public sealed record GatewayParts
{
    /// <summary>Where uploads are spooled.</summary>
    public required string SpoolFolder { get; init; }

    /// <summary>Largest body of <c>PUT /v1/blobs</c> in bytes; null: the blob limit of the network.</summary>
    public long? MaxBodySize { get; init; }

    /// <summary>Bytes of expanded slivers that uploads may hold at once.</summary>
    public long EncodeMemory { get; init; } = 2L << 30;

    /// <summary>Where vouchers of readers are kept until they are settled.</summary>
    public required IVoucherStore Vouchers { get; init; }

    /// <summary>When they are settled.</summary>
    public SettlementOptions Settlement { get; init; } = new();

    /// <summary>The funded account behind the faucet; null: no development controls.</summary>
    public Ed25519Account? Development { get; init; }
}
