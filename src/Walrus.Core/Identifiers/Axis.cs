namespace Walrus.Core.Identifiers;

/// <summary>The two directions of the message matrix; the numbers are the BCS variants (data plane 7.1).</summary>
public enum Axis : byte
{
    /// <summary>Rows: a primary sliver holds k2 symbols.</summary>
    Primary = 0,

    /// <summary>Columns: a secondary sliver holds k1 symbols.</summary>
    Secondary = 1,
}

/// <summary>Operations on <see cref="Axis"/>.</summary>
public static class AxisExtensions
{
    /// <summary>The other axis.</summary>
    public static Axis Orthogonal(this Axis axis) => axis == Axis.Primary ? Axis.Secondary : Axis.Primary;
}
