using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Epochs;

/// <summary>Where the current epoch stands (control plane 4.4). Times are network time in milliseconds since 1970.</summary>
/// <param name="Epoch">The epoch.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="StartMs">When the sync quorum was reached; null before.</param>
/// <param name="VotingEndMs">Earliest voting end; null before the sync quorum.</param>
/// <param name="EndMs">Earliest change into the next epoch; null before the sync quorum.</param>
public sealed record EpochStatus(Epoch Epoch, EpochPhase Phase, ulong? StartMs, ulong? VotingEndMs, ulong? EndMs)
{
    internal static EpochStatus Of(EpochState epochs, ulong durationMs)
    {
        if (epochs.Phase.Kind == EpochPhaseKind.ChangeSync)
            return new EpochStatus(epochs.Current.Epoch, epochs.Phase, null, null, null);
        return new EpochStatus(
            epochs.Current.Epoch, epochs.Phase, epochs.Phase.DoneMs,
            EpochChange.VotingEndMs(epochs, durationMs), EpochChange.ChangeMs(epochs, durationMs));
    }
}
