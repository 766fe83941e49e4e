using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounting;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Networks;

/// <summary>
/// What a network starts with, and what never changes about it (ledger format). Its hash is the network's id.
/// Prices and capacity are those of epoch 0; from epoch 1, which block 0 opens, the nodes' votes decide.
/// </summary>
public sealed record Genesis : IBcs<Genesis>
{
    /// <summary>All WAL there is, in FROST (control plane 2.1).</summary>
    public const ulong Supply = 5_000_000_000_000_000_000;

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary>n, the number of shards.</summary>
    public required ushort Shards { get; init; }

    /// <summary>Time from the sync quorum of an epoch to the next change, in milliseconds.</summary>
    public required ulong EpochDurationMs { get; init; }

    /// <summary>Longest period that can be bought, in epochs.</summary>
    public required uint MaxEpochsAhead { get; init; }

    /// <summary>Prices of epoch 0.</summary>
    public required LedgerPrices Prices { get; init; }

    /// <summary>Capacity of epoch 0, in encoded bytes.</summary>
    public required ulong Capacity { get; init; }

    /// <summary>Accounts by ascending address; with the stakes, their balances are the whole supply.</summary>
    public required ImmutableArray<GenesisAccount> Accounts { get; init; }

    /// <summary>Nodes in the order of their numbers, which is also the first active-set order.</summary>
    public required ImmutableArray<GenesisNode> Nodes { get; init; }

    /// <summary>Governed parameters that differ from their defaults, by ascending number.</summary>
    public ImmutableArray<GenesisParameter> Parameters { get; init; } = [];

    /// <summary>End of the hash chain that seeds storage challenges (control plane 7.6); zero for none.</summary>
    public Bytes32 ChallengeChainEnd { get; init; }

    /// <summary>The account that starts with the capabilities for subsidies and emergencies; none if nobody has them.</summary>
    public Address? Foundation { get; init; }

    /// <summary>Id of node number <paramref name="index"/> in the network with this id.</summary>
    public static ObjectId NodeId(NetworkId network, int index) => ObjectIds.Derive(network.Bytes, (ulong)index);

    /// <summary>The id of the network.</summary>
    public NetworkId ComputeNetworkId() => NetworkId.Of(this);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.String(Name);
        writer.U16(Shards);
        writer.U64(EpochDurationMs);
        writer.U32(MaxEpochsAhead);
        writer.Value(Prices);
        writer.U64(Capacity);
        writer.Vector(Accounts);
        writer.Vector(Nodes);
        writer.Vector(Parameters);
        writer.Bytes32(ChallengeChainEnd);
        writer.Option(Foundation, static (w, account) => w.Value(account));
    }

    /// <inheritdoc/>
    public static Genesis Read(ref BcsReader reader) => new()
    {
        Name = reader.String(),
        Shards = reader.U16(),
        EpochDurationMs = reader.U64(),
        MaxEpochsAhead = reader.U32(),
        Prices = ReadPrices(ref reader),
        Capacity = reader.U64(),
        Accounts = [.. reader.Vector<GenesisAccount>()],
        Nodes = [.. reader.Vector<GenesisNode>()],
        Parameters = [.. reader.Vector<GenesisParameter>()],
        ChallengeChainEnd = reader.Bytes32(),
        Foundation = reader.Option(static (ref BcsReader r) => Address.Read(ref r)),
    };

    private static LedgerPrices ReadPrices(ref BcsReader reader) => new(reader.U64(), reader.U64(), reader.U64());
}
