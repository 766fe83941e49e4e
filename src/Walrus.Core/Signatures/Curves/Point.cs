using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Curves;

/// <summary>
/// A point (X/Z, Y/Z); infinity is (0, 1, 0). Sums and doubles follow the complete formulas of Renes, Costello and Batina
/// (2015, algorithms 7 and 9): because the order of both curves is odd, they have no exceptions, hence no branches.
/// </summary>
internal readonly partial struct Point<TField, TCurve>(in TField x, in TField y, in TField z)
    where TField : struct, IField<TField>
    where TCurve : struct, ICurve<TField>
{
    public readonly TField X = x, Y = y, Z = z;

    public Point(in AffinePoint<TField> point) : this(point.X, point.Y, TField.One) { }

    public static Point<TField, TCurve> Infinity => new(TField.Zero, TField.One, TField.Zero);

    public bool IsInfinity => Z.IsZero;

    /// <summary>Whether Y^2 Z = X^3 + b Z^3.</summary>
    public bool IsOnCurve => (Y.Square() * Z - X.Square() * X - TCurve.B * Z.Square() * Z).IsZero;

    public static Point<TField, TCurve> operator +(in Point<TField, TCurve> left, in Point<TField, TCurve> right)
    {
        TField xx = left.X * right.X;
        TField yy = left.Y * right.Y;
        TField zz = left.Z * right.Z;
        TField xy = (left.X + left.Y) * (right.X + right.Y) - xx - yy;
        TField yz = (left.Y + left.Z) * (right.Y + right.Z) - yy - zz;
        TField xz = (left.X + left.Z) * (right.X + right.Z) - xx - zz;
        xx = xx.Double() + xx;
        zz = TCurve.TimesThreeB(zz);
        xz = TCurve.TimesThreeB(xz);
        TField sum = yy + zz;
        TField difference = yy - zz;
        return new Point<TField, TCurve>(xy * difference - yz * xz, difference * sum + xz * xx, sum * yz + xx * xy);
    }

    public static Point<TField, TCurve> operator -(in Point<TField, TCurve> left, in Point<TField, TCurve> right) => left + -right;

    public static Point<TField, TCurve> operator -(in Point<TField, TCurve> value) => new(value.X, -value.Y, value.Z);

    public Point<TField, TCurve> Double()
    {
        TField yy = Y.Square();
        TField yz = Y * Z;
        TField zz = TCurve.TimesThreeB(Z.Square());
        TField xy = X * Y;
        TField yy8 = yy.Double().Double().Double();
        TField difference = yy - (zz.Double() + zz);
        return new Point<TField, TCurve>(
            (difference * xy).Double(), zz * yy8 + difference * (yy + zz), yz * yy8);
    }

    /// <summary>The point by its coordinates.</summary>
    /// <exception cref="InvalidOperationException">The point is infinity; callers exclude that first.</exception>
    public AffinePoint<TField> ToAffine()
    {
        if (IsInfinity)
            throw new InvalidOperationException("Infinity has no coordinates.");
        TField scale = Z.Invert();
        return new AffinePoint<TField>(X * scale, Y * scale);
    }

    public static Point<TField, TCurve> Select(ulong mask, in Point<TField, TCurve> left, in Point<TField, TCurve> right) =>
        new(TField.Select(mask, left.X, right.X), TField.Select(mask, left.Y, right.Y), TField.Select(mask, left.Z, right.Z));

    /// <summary>Whether both are the same point, whatever their Z.</summary>
    public bool IsSameAs(in Point<TField, TCurve> other) =>
        (X * other.Z - other.X * Z).IsZero && (Y * other.Z - other.Y * Z).IsZero && IsInfinity == other.IsInfinity;
}
