using System.Globalization;

namespace Walrus.Core.Identifiers;

/// <summary>A sliver pair: primary sliver p with secondary sliver n - 1 - p (data plane 3.4).</summary>
public readonly record struct SliverPairIndex(ushort Value) : IComparable<SliverPairIndex>
{
    /// <summary>Index from an integer that must fit 16 bits.</summary>
    /// <exception cref="OverflowException">The value is negative or above 65535.</exception>
    public SliverPairIndex(int value) : this(checked((ushort)value)) { }

    /// <inheritdoc/>
    public int CompareTo(SliverPairIndex other) => Value.CompareTo(other.Value);

    /// <summary>Decimal form.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(SliverPairIndex left, SliverPairIndex right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(SliverPairIndex left, SliverPairIndex right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> comes first or equals.</summary>
    public static bool operator <=(SliverPairIndex left, SliverPairIndex right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> comes last or equals.</summary>
    public static bool operator >=(SliverPairIndex left, SliverPairIndex right) => left.Value >= right.Value;
}
