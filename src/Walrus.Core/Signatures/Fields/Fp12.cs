namespace Walrus.Core.Signatures.Fields;

/// <summary>C0 + C1 w with w^2 = v, hence w^6 = ξ: where pairings take their values.</summary>
internal readonly struct Fp12(in Fp6 c0, in Fp6 c1) : IEquatable<Fp12>
{
    public readonly Fp6 C0 = c0, C1 = c1;

    public static Fp12 One => new(Fp6.One, Fp6.Zero);

    public static Fp12 operator *(in Fp12 left, in Fp12 right)
    {
        Fp6 p0 = left.C0 * right.C0;
        Fp6 p1 = left.C1 * right.C1;
        return new Fp12(p0 + p1.TimesV(), (left.C0 + left.C1) * (right.C0 + right.C1) - p0 - p1);
    }

    public Fp12 Square()
    {
        Fp6 product = C0 * C1;
        Fp6 c0 = (C0 + C1) * (C0 + C1.TimesV()) - product - product.TimesV();
        return new Fp12(c0, product + product);
    }

    /// <summary>The product with a + b v + c v w, the shape of a line through points of the twist.</summary>
    public Fp12 TimesLine(in Fp2 a, in Fp2 b, in Fp2 c)
    {
        Fp6 p0 = C0.TimesSparse(a, b);
        Fp6 p1 = C1.TimesSparse(c);
        return new Fp12(p0 + p1.TimesV(), (C0 + C1).TimesSparse(a, b + c) - p0 - p1);
    }

    /// <summary>C0 - C1 w: the p^6-th power, and the reciprocal of elements of the cyclotomic subgroup.</summary>
    public Fp12 Conjugate() => new(C0, -C1);

    public Fp12 Invert()
    {
        Fp6 scale = (C0 * C0 - (C1 * C1).TimesV()).Invert();
        return new Fp12(C0 * scale, -(C1 * scale));
    }

    /// <summary>The p-th power.</summary>
    public Fp12 Frobenius() => new(
        new Fp6(C0.C0.Conjugate(), C0.C1.Conjugate() * Gamma.Powers[2], C0.C2.Conjugate() * Gamma.Powers[4]),
        new Fp6(C1.C0.Conjugate() * Gamma.Powers[1], C1.C1.Conjugate() * Gamma.Powers[3], C1.C2.Conjugate() * Gamma.Powers[5]));

    /// <summary>
    /// The square of an element of the cyclotomic subgroup (Granger and Scott): three squares in Fp4, whose
    /// elements are pairs of coefficients of w^i and w^(i+3).
    /// </summary>
    public Fp12 SquareCyclotomic()
    {
        (Fp2 a0, Fp2 a1) = SquareFp4(C0.C0, C1.C1);
        (Fp2 b0, Fp2 b1) = SquareFp4(C1.C0, C0.C2);
        (Fp2 c0, Fp2 c1) = SquareFp4(C0.C1, C1.C2);
        return new Fp12(
            new Fp6(a0.Triple() - C0.C0.Double(), b0.Triple() - C0.C1.Double(), c0.Triple() - C0.C2.Double()),
            new Fp6(c1.TimesXi().Triple() + C1.C0.Double(), a1.Triple() + C1.C1.Double(), b1.Triple() + C1.C2.Double()));
    }

    // (a + b u)^2 with u^2 = ξ.
    private static (Fp2 C0, Fp2 C1) SquareFp4(in Fp2 a, in Fp2 b)
    {
        Fp2 aa = a.Square();
        Fp2 bb = b.Square();
        return (aa + bb.TimesXi(), (a + b).Square() - aa - bb);
    }

    public bool Equals(Fp12 other) => C0.Equals(other.C0) && C1.Equals(other.C1);

    public override bool Equals(object? obj) => obj is Fp12 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(C0, C1);
}
