using System.Collections.Immutable;
using System.Numerics;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Epochs;

/// <summary>A member's part in the epoch that ends.</summary>
internal readonly record struct RewardShare(ObjectId Node, int Weight, ulong DenyListSize)
{
    /// <summary>What its reward is in proportion to: its shards times the bytes it does not deny.</summary>
    public BigInteger Value(ulong usedCapacity) => new BigInteger(usedCapacity - Math.Min(DenyListSize, usedCapacity)) * Weight;
}

/// <summary>What becomes of a bucket (control plane 2.6, 7.1), in FROST: <c>bucket = Burned + Σ Rewards + Carried</c>.</summary>
internal sealed record BucketSplit(ulong Burned, ImmutableArray<ulong> Rewards, ulong Carried)
{
    private const uint BurnPercent = 3;

    /// <summary>The part of a bucket that is destroyed.</summary>
    public static ulong BurnOf(ulong bucket) => (ulong)((UInt128)bucket * BurnPercent / 100);

    /// <summary>Burns, then divides the rest in the order of <paramref name="members"/>.</summary>
    public static BucketSplit Of(ulong bucket, ulong usedCapacity, IReadOnlyList<RewardShare> members)
    {
        ulong burned = BurnOf(bucket);
        return Divide(bucket - burned, usedCapacity, members) with { Burned = burned };
    }

    /// <summary>Divides what is left of a bucket.</summary>
    public static BucketSplit Divide(ulong rest, ulong usedCapacity, IReadOnlyList<RewardShare> members)
    {
        BigInteger total = TotalValue(usedCapacity, members);
        ImmutableArray<ulong> rewards = [.. members.Select(member => (ulong)(member.Value(usedCapacity) * rest / total))];
        return new BucketSplit(0, rewards, rewards.Aggregate(rest, static (left, reward) => left - reward));
    }

    /// <summary>T, the value of all members together; at least 1.</summary>
    public static BigInteger TotalValue(ulong usedCapacity, IEnumerable<RewardShare> members) =>
        BigInteger.Max(members.Aggregate(BigInteger.Zero, (sum, member) => sum + member.Value(usedCapacity)), BigInteger.One);
}
