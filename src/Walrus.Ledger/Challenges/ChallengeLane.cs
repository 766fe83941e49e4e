using System.Globalization;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Challenges;

/// <summary>Shards of one lane are challenged on the same blobs (control plane 7.6).</summary>
public readonly record struct ChallengeLane(ushort Value)
{
    /// <summary>The lane of a shard among <paramref name="lanes"/>: <c>s mod G</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is not even one lane.</exception>
    public static ChallengeLane Of(ShardIndex shard, int lanes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(lanes);
        return new ChallengeLane((ushort)(shard.Value % lanes));
    }

    /// <summary>Decimal form.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
