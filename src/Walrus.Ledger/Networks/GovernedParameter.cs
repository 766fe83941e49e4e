using System.Collections.Immutable;

namespace Walrus.Ledger.Networks;

/// <summary>Numbers of the parameters that governance may change. They never change their meaning; new ones are added.</summary>
public enum GovernedParameter : ushort
{
    /// <summary>Least time in Sync, in thousandths of an epoch, after which sync may be forced.</summary>
    SyncTimeoutPermille = 1,

    /// <summary>Epochs for which a node keeps shards that it no longer owns, at most.</summary>
    OldShardEpochs = 2,

    /// <summary>Epochs between the adoption of a proposal and its effect, at least.</summary>
    ProposalTimeLockEpochs = 3,

    /// <summary>When a storage challenge starts, in thousandths of an epoch (control plane 7.6).</summary>
    ChallengeStartPermille = 10,

    /// <summary>When a storage challenge ends at the latest, in thousandths of an epoch (control plane 7.6).</summary>
    ChallengeEndPermille = 11,

    /// <summary>K, windows of a storage challenge (control plane 7.6).</summary>
    ChallengeWindows = 12,

    /// <summary>G, lanes of a storage challenge (control plane 7.6).</summary>
    ChallengeLanes = 13,

    /// <summary>P, FROST that a failing node forfeits per unproven shard (control plane 7.6).</summary>
    ChallengePenaltyFrost = 14,
}

/// <summary>A governed parameter with its bounds, both included.</summary>
/// <param name="Parameter">Which one.</param>
/// <param name="Min">Least value.</param>
/// <param name="Max">Largest value.</param>
/// <param name="Default">Value of a genesis that does not say otherwise.</param>
public sealed record GovernedParameterBounds(GovernedParameter Parameter, ulong Min, ulong Max, ulong Default);

/// <summary>The one list of what is governed.</summary>
public static class GovernedParameters
{
    private const ulong WholeSupply = 5_000_000_000_000_000_000;

    /// <summary>Every governed parameter, by number.</summary>
    public static readonly ImmutableArray<GovernedParameterBounds> All =
    [
        new(GovernedParameter.SyncTimeoutPermille, 100, 100_000, 1000),
        new(GovernedParameter.OldShardEpochs, 1, 100, 5),
        new(GovernedParameter.ProposalTimeLockEpochs, 1, 52, 1),
        new(GovernedParameter.ChallengeStartPermille, 500, 900, 750),
        new(GovernedParameter.ChallengeEndPermille, 600, 990, 950),
        new(GovernedParameter.ChallengeWindows, 16, 65_536, 1024),
        new(GovernedParameter.ChallengeLanes, 1, 1000, 1),
        new(GovernedParameter.ChallengePenaltyFrost, 0, WholeSupply, 0),
    ];

    /// <summary>The bounds of a parameter, or null if there is none with this number.</summary>
    public static GovernedParameterBounds? Find(GovernedParameter parameter) => All.FirstOrDefault(bounds => bounds.Parameter == parameter);

    /// <summary>The bounds of a parameter that exists.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none with this number.</exception>
    public static GovernedParameterBounds Of(GovernedParameter parameter) =>
        Find(parameter) ?? throw new ArgumentOutOfRangeException(nameof(parameter), parameter, "There is no such parameter.");
}
