using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Hashing;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Blocks;

/// <summary>Commits to a block and, through <paramref name="Previous"/>, to all before it (ledger format).</summary>
/// <param name="Network">The network.</param>
/// <param name="Height">From 0, the block that applies the genesis.</param>
/// <param name="Previous">Hash of the header before; zero at height 0.</param>
/// <param name="TimestampMs">Network time in milliseconds since 1970; never runs back.</param>
/// <param name="Epoch">The epoch at the block's beginning, whose committee signs its checkpoint.</param>
/// <param name="TransactionRoot">Merkle root over <c>digest ‖ status</c> of each transaction.</param>
/// <param name="EventRoot">Merkle root over the events.</param>
/// <param name="AvailabilityRoot">Root of the availability map after the block.</param>
/// <param name="CommitteeHash">Hash of the committee of <paramref name="Epoch"/>.</param>
/// <param name="NextCommitteeHash">Hash of the committee of the epoch after, once it is chosen.</param>
public sealed record BlockHeader(
    NetworkId Network,
    ulong Height,
    Bytes32 Previous,
    ulong TimestampMs,
    Epoch Epoch,
    Bytes32 TransactionRoot,
    Bytes32 EventRoot,
    Bytes32 AvailabilityRoot,
    Bytes32 CommitteeHash,
    Bytes32? NextCommitteeHash) : IBcs<BlockHeader>
{
    /// <summary>Version of the layout.</summary>
    public const byte FormatVersion = 1;

    private const string Tag = "walrus-cloud/header/1";

    /// <summary>Hash that the next block and checkpoints refer to.</summary>
    public Bytes32 ComputeHash() => LedgerHash.Tagged(Tag, BcsFormat.ToBytes(this));

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U8(FormatVersion);
        writer.Value(Network);
        writer.U64(Height);
        writer.Bytes32(Previous);
        writer.U64(TimestampMs);
        writer.U32(Epoch.Value);
        writer.Bytes32(TransactionRoot);
        writer.Bytes32(EventRoot);
        writer.Bytes32(AvailabilityRoot);
        writer.Bytes32(CommitteeHash);
        writer.Option(NextCommitteeHash, static (w, hash) => w.Bytes32(hash));
    }

    /// <inheritdoc/>
    public static BlockHeader Read(ref BcsReader reader)
    {
        byte version = reader.U8();
        if (version != FormatVersion)
            throw new BcsException($"Block headers of version {version} are not supported; this program reads version {FormatVersion}.");
        return new BlockHeader(
            NetworkId.Read(ref reader),
            reader.U64(),
            reader.Bytes32(),
            reader.U64(),
            new Epoch(reader.U32()),
            reader.Bytes32(),
            reader.Bytes32(),
            reader.Bytes32(),
            reader.Bytes32(),
            reader.Option(static (ref BcsReader r) => r.Bytes32()));
    }
}
