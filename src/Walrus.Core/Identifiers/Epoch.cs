using System.Globalization;

namespace Walrus.Core.Identifiers;

/// <summary>An epoch of the network; ends are exclusive everywhere (control plane, conventions).</summary>
public readonly record struct Epoch(uint Value) : IComparable<Epoch>
{
    /// <summary>The epoch <paramref name="count"/> later.</summary>
    /// <exception cref="OverflowException">The sum does not fit 32 bits.</exception>
    public Epoch Plus(uint count) => new(checked(Value + count));

    /// <inheritdoc/>
    public int CompareTo(Epoch other) => Value.CompareTo(other.Value);

    /// <summary>Decimal form.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether <paramref name="left"/> is earlier.</summary>
    public static bool operator <(Epoch left, Epoch right) => left.Value < right.Value;

    /// <summary>Whether <paramref name="left"/> is later.</summary>
    public static bool operator >(Epoch left, Epoch right) => left.Value > right.Value;

    /// <summary>Whether <paramref name="left"/> is earlier or the same.</summary>
    public static bool operator <=(Epoch left, Epoch right) => left.Value <= right.Value;

    /// <summary>Whether <paramref name="left"/> is later or the same.</summary>
    public static bool operator >=(Epoch left, Epoch right) => left.Value >= right.Value;
}
