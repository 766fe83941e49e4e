using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers;

/// <summary>Names one stored sliver: of which blob, for which shard, in which direction. Ordered by blob, shard, axis.</summary>
public readonly record struct SliverKey(BlobId Blob, ShardIndex Shard, Axis Axis) : IComparable<SliverKey>
{
    /// <inheritdoc/>
    public int CompareTo(SliverKey other)
    {
        int order = Blob.CompareTo(other.Blob);
        if (order == 0)
            order = Shard.CompareTo(other.Shard);
        return order != 0 ? order : Axis.CompareTo(other.Axis);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Blob}/{Shard}/{Axis}";

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(SliverKey left, SliverKey right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(SliverKey left, SliverKey right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes first or equals.</summary>
    public static bool operator <=(SliverKey left, SliverKey right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last or equals.</summary>
    public static bool operator >=(SliverKey left, SliverKey right) => left.CompareTo(right) >= 0;
}
