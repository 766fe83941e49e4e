using System.Collections.Immutable;
using System.Numerics;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Epochs;

/// <summary>A member's part in the epoch that ends.</summary>
internal readonly record struct RewardShare(ObjectId Node, int Weight, ulong DenyListSize);

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
        BigInteger[] values = [.. members.Select(member =>
            new BigInteger(usedCapacity - Math.Min(member.DenyListSize, usedCapacity)) * member.Weight)];
        BigInteger total = BigInteger.Max(values.Aggregate(BigInteger.Zero, BigInteger.Add), BigInteger.One);
        ImmutableArray<ulong> rewards = [.. values.Select(value => (ulong)(value * rest / total))];
        return new BucketSplit(0, rewards, rewards.Aggregate(rest, static (left, reward) => left - reward));
    }
}
