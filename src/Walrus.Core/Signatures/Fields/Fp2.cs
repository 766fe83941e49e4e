namespace Walrus.Core.Signatures.Fields;

/// <summary>C0 + C1 i with i^2 = -1: the field of G2's coordinates.</summary>
internal readonly struct Fp2(in Fp c0, in Fp c1) : IField<Fp2>, IEquatable<Fp2>
{
    public readonly Fp C0 = c0, C1 = c1;

    public static Fp2 Zero => default;

    public static Fp2 One => new(Fp.One, Fp.Zero);

    public bool IsZero => C0.IsZero && C1.IsZero;

    public static Fp2 operator +(in Fp2 left, in Fp2 right) => new(left.C0 + right.C0, left.C1 + right.C1);

    public static Fp2 operator -(in Fp2 left, in Fp2 right) => new(left.C0 - right.C0, left.C1 - right.C1);

    public static Fp2 operator -(in Fp2 value) => new(-value.C0, -value.C1);

    public static Fp2 operator *(in Fp2 left, in Fp2 right) => new(
        Fp.SumOfProducts(left.C0, right.C0, -left.C1, right.C1), Fp.SumOfProducts(left.C0, right.C1, left.C1, right.C0));

    public static Fp2 operator *(in Fp2 left, in Fp right) => new(left.C0 * right, left.C1 * right);

    public Fp2 Square()
    {
        Fp product = C0 * C1;
        return new Fp2((C0 + C1) * (C0 - C1), product.Double());
    }

    public Fp2 Double() => new(C0.Double(), C1.Double());

    /// <summary>Three times the value.</summary>
    public Fp2 Triple() => Double() + this;

    /// <summary>C0 - C1 i, which also is the p-th power.</summary>
    public Fp2 Conjugate() => new(C0, -C1);

    /// <summary>The product with ξ = 1 + i, of which the towers above take roots.</summary>
    public Fp2 TimesXi() => new(C0 - C1, C0 + C1);

    /// <summary>The product with the conjugate: C0^2 + C1^2.</summary>
    public Fp Norm() => C0.Square() + C1.Square();

    public Fp2 Invert()
    {
        Fp scale = Norm().Invert();
        return new Fp2(C0 * scale, -(C1 * scale));
    }

    /// <summary>sgn0 of RFC 9380: the parity of the first coefficient that is not zero.</summary>
    public bool IsOdd => C0.IsZero ? C1.IsOdd : C0.IsOdd;

    /// <summary>Whether the value comes after its negative, the imaginary part deciding first.</summary>
    public bool IsLarger => C1.IsZero ? C0.IsLarger : C1.IsLarger;

    public static Fp2 Select(ulong mask, in Fp2 left, in Fp2 right) =>
        new(Fp.Select(mask, left.C0, right.C0), Fp.Select(mask, left.C1, right.C1));

    public bool Equals(Fp2 other) => C0 == other.C0 && C1 == other.C1;

    public override bool Equals(object? obj) => obj is Fp2 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(C0, C1);

    public static bool operator ==(in Fp2 left, in Fp2 right) => left.Equals(right);

    public static bool operator !=(in Fp2 left, in Fp2 right) => !left.Equals(right);

    public override string ToString() => $"{C0} + {C1} i";
}
