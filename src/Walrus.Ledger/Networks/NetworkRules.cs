using System.Collections.Immutable;
using Walrus.Core.Parameters;

namespace Walrus.Ledger.Networks;

/// <summary>What is fixed for the life of a network (control plane, parameters).</summary>
/// <param name="Shards">n, the number of shards.</param>
/// <param name="EpochDurationMs">Time from the sync quorum of an epoch to the earliest change, in milliseconds.</param>
/// <param name="MaxEpochsAhead">Longest period that can be bought, in epochs, the current one included.</param>
internal sealed record NetworkRules(int Shards, ulong EpochDurationMs, uint MaxEpochsAhead)
{
    private RedStuffParameters? _encoding;

    /// <summary>Governed parameters that a genesis sets apart from their defaults.</summary>
    public ImmutableArray<GenesisParameter> Parameters { get; init; } = [];

    /// <summary>Value of a governed parameter.</summary>
    public ulong Parameter(GovernedParameter parameter)
    {
        foreach (GenesisParameter set in Parameters)
        {
            if (set.Parameter == parameter)
                return set.Value;
        }

        return GovernedParameters.Find(parameter)?.Default
            ?? throw new ArgumentOutOfRangeException(nameof(parameter), parameter, "There is no such parameter.");
    }

    /// <summary>The encoding that follows from the shard count.</summary>
    public RedStuffParameters Encoding => _encoding ??= new RedStuffParameters(Shards);
}
