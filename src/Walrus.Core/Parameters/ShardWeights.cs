namespace Walrus.Core.Parameters;

/// <summary>
/// How many of n shards may be faulty, and how many make a quorum. These are the ledger's predicates, used everywhere
/// (control plane, conventions); <c>w</c> is a sum of shards.
/// </summary>
public static class ShardWeights
{
    /// <summary>f = floor((n - 1) / 3), the largest number of shards that may be Byzantine.</summary>
    public static int MaxFaulty(int shards) => (shards - 1) / 3;

    /// <summary>n - f, the smallest weight that is a quorum.</summary>
    public static int MinCorrect(int shards) => shards - MaxFaulty(shards);

    /// <summary>Whether <paramref name="weight"/> suffices to certify: 3w ≥ 2n + 1.</summary>
    public static bool IsQuorum(int weight, int shards) => 3L * weight >= 2L * shards + 1;

    /// <summary>Whether <paramref name="weight"/> must include a correct node: 3w ≥ n + 1.</summary>
    public static bool HasOneCorrect(int weight, int shards) => 3L * weight >= shards + 1L;
}
