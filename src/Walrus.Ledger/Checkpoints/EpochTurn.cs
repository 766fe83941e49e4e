using Walrus.Core.Bcs;
using Walrus.Ledger.Blocks;

namespace Walrus.Ledger.Checkpoints;

/// <summary>
/// A block that changed the epoch, with the committees before and after it. BCS: <c>header ‖ members of the outgoing committee ‖ members of
/// the next</c>.
/// </summary>
/// <param name="Header">Its header, of the epoch that ended.</param>
/// <param name="Outgoing">The committee that signs it.</param>
/// <param name="Next">The committee it hands over to.</param>
public sealed record EpochTurn(BlockHeader Header, CommitteeRoster Outgoing, CommitteeRoster Next) : IBcs<EpochTurn>
{
    /// <summary>The turn that the head of a ledger made, or null if it made none. Block 0 has no committee before it.</summary>
    public static EpochTurn? At(LedgerMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return machine.Epoch > machine.Head.Header.Epoch && machine.PreviousCommittee is { } outgoing
            ? new EpochTurn(machine.Head.Header, CommitteeRoster.Of(outgoing), CommitteeRoster.Of(machine.CurrentCommittee))
            : null;
    }

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Value(Header);
        Outgoing.WriteMembers(writer);
        Next.WriteMembers(writer);
    }

    /// <inheritdoc/>
    public static EpochTurn Read(ref BcsReader reader)
    {
        BlockHeader header = BlockHeader.Read(ref reader);
        if (header.Epoch.Value == uint.MaxValue)
            throw new BcsException("No epoch follows the last.");
        return new EpochTurn(
            header, CommitteeRoster.ReadMembers(header.Epoch, ref reader), CommitteeRoster.ReadMembers(header.Epoch.Plus(1), ref reader));
    }
}
