using System.Globalization;

namespace Walrus.Core.Identifiers;

/// <summary>A shard, from 0 to n - 1: the unit in which storage is assigned to nodes (data plane 3.4).</summary>
public readonly record struct ShardIndex(ushort Value) : IComparable<ShardIndex>
{
    /// <summary>Index from an integer that must fit 16 bits.</summary>
    /// <exception cref="OverflowException">The value is negative or above 65535.</exception>
    public ShardIndex(int value) : this(checked((ushort)value)) { }

    /// <inheritdoc/>
    public int CompareTo(ShardIndex other) => Value.CompareTo(other.Value);

    /// <summary>Decimal form.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(ShardIndex left, ShardIndex right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(ShardIndex left, ShardIndex right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> comes first or equals.</summary>
    public static bool operator <=(ShardIndex left, ShardIndex right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> comes last or equals.</summary>
    public static bool operator >=(ShardIndex left, ShardIndex right) => left.Value >= right.Value;
}
