using Walrus.Ledger.Accounts;

namespace Walrus.Gateway;

/// <summary>What a gateway needs to know beside the network.</summary>
public sealed record GatewayOptions
{
    /// <summary>Account that pays for what is stored here.</summary>
    public required Ed25519Account Account { get; init; }

    /// <summary>Where bodies are spooled.</summary>
    public required string SpoolFolder { get; init; }

    /// <summary>Largest body of <c>PUT /v1/blobs</c> in bytes; null: the blob limit of the network.</summary>
    public required long? MaxBodySize { get; init; }

    /// <summary>Bytes of expanded slivers that uploads may hold at once (rulings 27).</summary>
    public required long EncodeMemory { get; init; }

    /// <summary>Bytes of bodies of announced length that may wait in memory rather than in the spool folder: an eighth of that, beside it.</summary>
    public long SpoolMemory => Math.Max(EncodeMemory / 8, 1);

    /// <summary>The funded account behind the faucet; null: no development controls.</summary>
    public required Ed25519Account? Development { get; init; }
}
