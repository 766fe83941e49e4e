namespace Walrus.Core.ErasureCoding;

/// <summary>
/// How the field values of one position of the transform domain lie in memory: all low bytes, then all high bytes. Values at the
/// same place of different positions form one code word; places are independent, so a layout packs as many as it likes.
/// </summary>
internal readonly record struct PlaneLayout
{
    /// <summary>The number of values is a multiple of this, the widest vector of any tier.</summary>
    public const int Alignment = 64;

    /// <summary>A layout with room for at least <paramref name="values"/> field values a position.</summary>
    public PlaneLayout(int values) => Values = (values + Alignment - 1) / Alignment * Alignment;

    /// <summary>Field values of a position; also the distance in bytes from a low byte to its high byte.</summary>
    public int Values { get; }

    /// <summary>Bytes from one position to the next. The odd cache line keeps strides apart from powers of two.</summary>
    public int Stride => 2 * Values + Alignment;
}
