using Walrus.Ledger.Epochs;

namespace Walrus.Grains.Epochs;

internal static class EpochDeadlines
{
    /// <summary>When the epoch's next step is due on the network's clock; null while the nodes attest (control plane 4.4).</summary>
    public static DateTimeOffset? NextDeadline(this EpochStatus status) => status.Phase.Kind switch
    {
        EpochPhaseKind.ChangeDone => At(status.VotingEndMs),
        EpochPhaseKind.NextSelected => At(status.EndMs),
        _ => null,
    };

    private static DateTimeOffset? At(ulong? milliseconds) =>
        milliseconds is { } instant ? DateTimeOffset.FromUnixTimeMilliseconds((long)instant) : null;
}
