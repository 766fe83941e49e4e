using System.Globalization;

namespace Walrus.Core.Identifiers;

/// <summary>Position of a sliver on its own axis: row of a primary, column of a secondary sliver (data plane 3.3).</summary>
public readonly record struct SliverIndex(ushort Value) : IComparable<SliverIndex>
{
    /// <summary>Index from an integer that must fit 16 bits.</summary>
    /// <exception cref="OverflowException">The value is negative or above 65535.</exception>
    public SliverIndex(int value) : this(checked((ushort)value)) { }

    /// <inheritdoc/>
    public int CompareTo(SliverIndex other) => Value.CompareTo(other.Value);

    /// <summary>Decimal form.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether <paramref name="left"/> comes first.</summary>
    public static bool operator <(SliverIndex left, SliverIndex right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> comes last.</summary>
    public static bool operator >(SliverIndex left, SliverIndex right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> comes first or equals.</summary>
    public static bool operator <=(SliverIndex left, SliverIndex right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> comes last or equals.</summary>
    public static bool operator >=(SliverIndex left, SliverIndex right) => left.Value >= right.Value;
}
