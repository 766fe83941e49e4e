using Walrus.Core.Identifiers;
using Walrus.Core.Parameters;

namespace Walrus.Ledger.Challenges;

/// <summary>How much a challenge proves in a network of n shards (control plane 7.6). All weights are shards.</summary>
/// <param name="FreezeWeight">Weight of acknowledgements before the seed may be published.</param>
/// <param name="CertificateWeight">Weight of verdicts that proves a shard.</param>
/// <param name="SymbolsToRebuild">Symbols from which a primary sliver that was thrown away can be rebuilt.</param>
/// <param name="SymbolsInReach">Symbols that who cheats can get at most: of accomplices, and of correct nodes that have not stopped yet.</param>
public sealed record ChallengeStrength(int FreezeWeight, int CertificateWeight, int SymbolsToRebuild, int SymbolsInReach)
{
    /// <summary>The strength with <paramref name="shards"/> shards: a sliver cannot be rebuilt, because fewer symbols are in reach than that takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No network has as many, or as few.</exception>
    public static ChallengeStrength Of(int shards)
    {
        int quorum = ShardWeights.MinCorrect(shards);
        int faulty = ShardWeights.MaxFaulty(shards);
        return new ChallengeStrength(quorum, quorum, new RedStuffParameters(shards).SymbolsPerSliver(Axis.Primary), faulty - 1 + faulty);
    }

    /// <summary>
    /// Logarithm to the base of ten of the probability that a node passes which holds only some of its blobs: about
    /// <c>e^(−K(1−q))</c>. To be shown, not to decide anything.
    /// </summary>
    /// <param name="heldFraction">q, from 0 to 1.</param>
    /// <param name="windows">K.</param>
    public static double Log10PassProbability(double heldFraction, int windows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(heldFraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(heldFraction, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(windows);
        return -windows * (1 - heldFraction) / Math.Log(10);
    }

    /// <summary>Whether a node fails the challenge: fewer than half of its shards are proven.</summary>
    public static bool IsFailing(int proven, int weight) => 2L * proven < weight;
}
