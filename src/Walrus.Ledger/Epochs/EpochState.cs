using Walrus.Core.Bcs;
using Walrus.Ledger.Committees;

namespace Walrus.Ledger.Epochs;

/// <summary>Committees and the phase of the current epoch (control plane 4.1).</summary>
/// <param name="Phase">Where the epoch stands.</param>
/// <param name="Previous">Committee of the epoch before, if there was one.</param>
/// <param name="Current">Committee of this epoch, which gives the epoch its number.</param>
/// <param name="Next">Committee of the coming epoch, once it is chosen.</param>
/// <param name="VotedCapacity">Capacity of the coming epoch, once it is chosen, in encoded bytes.</param>
/// <param name="FirstEpochStartMs">Earliest end of epoch 0, in milliseconds.</param>
/// <param name="SyncStartMs">When this epoch began, in milliseconds.</param>
internal sealed record EpochState(
    EpochPhase Phase, Committee? Previous, Committee Current, Committee? Next, ulong VotedCapacity, ulong FirstEpochStartMs,
    ulong SyncStartMs)
{
    public void Write(BcsWriter writer)
    {
        Phase.Write(writer);
        WriteOptional(writer, Previous);
        Current.Write(writer);
        WriteOptional(writer, Next);
        writer.U64(VotedCapacity);
        writer.U64(FirstEpochStartMs);
        writer.U64(SyncStartMs);
    }

    public static EpochState Read(ref BcsReader reader) => new(
        EpochPhase.Read(ref reader),
        ReadOptional(ref reader),
        Committee.Read(ref reader),
        ReadOptional(ref reader),
        reader.U64(),
        reader.U64(),
        reader.U64());

    private static Committee? ReadOptional(ref BcsReader reader) => reader.Bool() ? Committee.Read(ref reader) : null;

    private static void WriteOptional(BcsWriter writer, Committee? committee)
    {
        writer.Bool(committee is not null);
        committee?.Write(writer);
    }
}
