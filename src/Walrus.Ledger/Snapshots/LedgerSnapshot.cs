using System.Collections.Immutable;
using Walrus.Core.Bcs;
using Walrus.Core.Hashing;
using Walrus.Ledger.Blocks;
using Walrus.Ledger.Checkpoints;
using Walrus.Ledger.State;

namespace Walrus.Ledger.Snapshots;

/// <summary>
/// The ledger as of one block, to be written on any thread while it goes on: <c>header, state, effects that are remembered,
/// state hash</c> (<c>docs/ledger.md</c>).
/// </summary>
public sealed class LedgerSnapshot
{
    private readonly LedgerState _state;
    private readonly IReadOnlyList<RememberedEffects> _remembered;

    internal LedgerSnapshot(LedgerHead head, LedgerState state, IReadOnlyList<RememberedEffects> remembered) =>
        (Head, _state, _remembered) = (head, state, remembered);

    /// <summary>The last block in it.</summary>
    public LedgerHead Head { get; }

    /// <summary>Its bytes in frames, each of use until the next is asked for.</summary>
    /// <param name="journalPosition">Entries of the journal that it covers.</param>
    /// <param name="clockOffsetMs">How far the network's clock is ahead, in milliseconds.</param>
    /// <param name="openTurns">Changes of epoch up to the head of which the hand-over is not kept yet.</param>
    public IEnumerable<ReadOnlyMemory<byte>> Write(ulong journalPosition, ulong clockOffsetMs, ImmutableArray<EpochTurn> openTurns)
    {
        yield return BcsFormat.ToBytes(new SnapshotHeader(journalPosition, clockOffsetMs, Head.Header, openTurns));
        Blake2b256Hasher hasher = StateHasher.Begin();
        foreach (ReadOnlyMemory<byte> frame in StateFormat.Write(_state))
        {
            hasher.Update(frame.Span);
            yield return frame;
        }

        foreach (ReadOnlyMemory<byte> frame in RememberedEffects.Write(_remembered))
            yield return frame;
        yield return hasher.Finish().ToArray();
    }
}
