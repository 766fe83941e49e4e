using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;

namespace Walrus.Ledger.Snapshots;

/// <summary>What a snapshot is of.</summary>
/// <param name="JournalPosition">Entries of the journal that it covers; the last of them is the head.</param>
/// <param name="ClockOffsetMs">How far the network's clock was ahead, in milliseconds.</param>
/// <param name="Head">Header of the last block.</param>
/// <param name="OpenTurns">Changes of epoch of which the hand-over was not kept yet: who starts from the snapshot does not execute them.</param>
public sealed record SnapshotHeader(ulong JournalPosition, ulong ClockOffsetMs, BlockHeader Head, ImmutableArray<EpochTurn> OpenTurns) : IBcs<SnapshotHeader>
{
    /// <summary>Version of the layout of snapshots.</summary>
    public const byte FormatVersion = 2;

    // A header and two committees of one member each.
    private const int TurnLengthMin = 300;

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.U8(FormatVersion);
        writer.U64(JournalPosition);
        writer.U64(ClockOffsetMs);
        writer.Value(Head);
        writer.Vector(OpenTurns);
    }

    /// <inheritdoc/>
    public static SnapshotHeader Read(ref BcsReader reader)
    {
        byte version = reader.U8();
        if (version != FormatVersion)
            throw new BcsException($"Snapshots of version {version} are not supported; this program reads version {FormatVersion}.");
        return new SnapshotHeader(
            reader.U64(), reader.U64(), BlockHeader.Read(ref reader), [.. reader.Vector(static (ref BcsReader r) => EpochTurn.Read(ref r), TurnLengthMin)]);
    }
}
