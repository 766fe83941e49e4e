using Walrus.Core.Bcs;

namespace Walrus.Ledger.Epochs;

/// <summary>Where an epoch stands (control plane 4.1); the names are those of the interfaces.</summary>
public enum EpochPhaseKind : byte
{
    /// <summary>Shards are being moved.</summary>
    ChangeSync = 0,

    /// <summary>A quorum holds its shards.</summary>
    ChangeDone = 1,

    /// <summary>The next committee is chosen.</summary>
    NextSelected = 2,
}

/// <summary>Where an epoch stands, with what it waits for.</summary>
/// <param name="Kind">The phase.</param>
/// <param name="SyncedWeight">Shards of the members that attested so far; counts in <see cref="EpochPhaseKind.ChangeSync"/> only.</param>
/// <param name="DoneMs">When the quorum was reached, in milliseconds; counts in the other phases only.</param>
public sealed record EpochPhase(EpochPhaseKind Kind, int SyncedWeight, ulong DoneMs)
{
    internal static EpochPhase Sync(int weight) => new(EpochPhaseKind.ChangeSync, weight, 0);

    internal static EpochPhase Done(ulong atMs) => new(EpochPhaseKind.ChangeDone, 0, atMs);

    internal EpochPhase Selected() => this with { Kind = EpochPhaseKind.NextSelected };

    internal void Write(BcsWriter writer)
    {
        writer.U8((byte)Kind);
        writer.U16((ushort)SyncedWeight);
        writer.U64(DoneMs);
    }

    internal static EpochPhase Read(ref BcsReader reader)
    {
        byte kind = reader.U8();
        if (kind > (byte)EpochPhaseKind.NextSelected)
            throw new BcsException($"{kind} is not a phase of an epoch.");
        return new EpochPhase((EpochPhaseKind)kind, reader.U16(), reader.U64());
    }
}
