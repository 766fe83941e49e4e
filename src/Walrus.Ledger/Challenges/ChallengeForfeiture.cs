using System.Collections.Immutable;
using System.Numerics;
using Walrus.Ledger.Epochs;

namespace Walrus.Ledger.Challenges;

/// <summary>A member's part in an epoch that ends, and what it proved to hold.</summary>
/// <param name="Share">Its part.</param>
/// <param name="Proven">How many of its shards are proven; at most its weight.</param>
internal readonly record struct ProvenShare(RewardShare Share, int Proven);

/// <summary>
/// What becomes of a bucket when shards stay unproven (control plane 7.6): their part is burned beside what is burned anyway, so that
/// nobody gains by the failure of others. In FROST: <c>bucket = Burned + Σ Paid + Forfeited + Carried</c>.
/// </summary>
/// <param name="Burned">Burned of every bucket.</param>
/// <param name="Paid">To each member, for its proven shards.</param>
/// <param name="Forfeited">Burned for shards that are not proven.</param>
/// <param name="Carried">Left by rounding, for the next bucket; as if all were proven.</param>
internal sealed record ChallengeForfeiture(ulong Burned, ImmutableArray<ulong> Paid, ulong Forfeited, ulong Carried)
{
    /// <summary>Burns, then divides the rest in the order of <paramref name="members"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A member proved more shards than it has, or fewer than none.</exception>
    public static ChallengeForfeiture Of(ulong bucket, ulong usedCapacity, IReadOnlyList<ProvenShare> members)
    {
        BucketSplit full = BucketSplit.Of(bucket, usedCapacity, [.. members.Select(static member => member.Share)]);
        BigInteger total = BucketSplit.TotalValue(usedCapacity, members.Select(static member => member.Share));
        ulong rest = bucket - full.Burned;
        ImmutableArray<ulong> paid = [.. members.Select(member => PaidTo(member, usedCapacity, rest, total))];
        ulong forfeited = full.Rewards.Zip(paid).Aggregate(0UL, static (sum, pair) => sum + (pair.First - pair.Second));
        return new ChallengeForfeiture(full.Burned, paid, forfeited, full.Carried);
    }

    private static ulong PaidTo(ProvenShare member, ulong usedCapacity, ulong rest, BigInteger total)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(member.Proven);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(member.Proven, member.Share.Weight);
        return (ulong)((member.Share with { Weight = member.Proven }).Value(usedCapacity) * rest / total);
    }
}
