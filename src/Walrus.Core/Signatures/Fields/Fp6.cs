namespace Walrus.Core.Signatures.Fields;

/// <summary>C0 + C1 v + C2 v^2 with v^3 = ξ = 1 + i.</summary>
internal readonly struct Fp6(in Fp2 c0, in Fp2 c1, in Fp2 c2) : IEquatable<Fp6>
{
    public readonly Fp2 C0 = c0, C1 = c1, C2 = c2;

    public static Fp6 Zero => default;

    public static Fp6 One => new(Fp2.One, Fp2.Zero, Fp2.Zero);

    public static Fp6 operator +(in Fp6 left, in Fp6 right) => new(left.C0 + right.C0, left.C1 + right.C1, left.C2 + right.C2);

    public static Fp6 operator -(in Fp6 left, in Fp6 right) => new(left.C0 - right.C0, left.C1 - right.C1, left.C2 - right.C2);

    public static Fp6 operator -(in Fp6 value) => new(-value.C0, -value.C1, -value.C2);

    /// <summary>Six products instead of nine.</summary>
    public static Fp6 operator *(in Fp6 left, in Fp6 right)
    {
        Fp2 p0 = left.C0 * right.C0;
        Fp2 p1 = left.C1 * right.C1;
        Fp2 p2 = left.C2 * right.C2;
        Fp2 c0 = p0 + ((left.C1 + left.C2) * (right.C1 + right.C2) - p1 - p2).TimesXi();
        Fp2 c1 = (left.C0 + left.C1) * (right.C0 + right.C1) - p0 - p1 + p2.TimesXi();
        Fp2 c2 = (left.C0 + left.C2) * (right.C0 + right.C2) - p0 - p2 + p1;
        return new Fp6(c0, c1, c2);
    }

    /// <summary>The product with b0 + b1 v.</summary>
    public Fp6 TimesSparse(in Fp2 b0, in Fp2 b1)
    {
        Fp2 p0 = C0 * b0;
        Fp2 p1 = C1 * b1;
        Fp2 c0 = p0 + (C2 * b1).TimesXi();
        Fp2 c1 = (C0 + C1) * (b0 + b1) - p0 - p1;
        return new Fp6(c0, c1, C2 * b0 + p1);
    }

    /// <summary>The product with b1 v.</summary>
    public Fp6 TimesSparse(in Fp2 b1) => new((C2 * b1).TimesXi(), C0 * b1, C1 * b1);

    /// <summary>The product with v.</summary>
    public Fp6 TimesV() => new(C2.TimesXi(), C0, C1);

    public Fp6 Invert()
    {
        Fp2 t0 = C0.Square() - (C1 * C2).TimesXi();
        Fp2 t1 = C2.Square().TimesXi() - C0 * C1;
        Fp2 t2 = C1.Square() - C0 * C2;
        Fp2 scale = (C0 * t0 + (C2 * t1 + C1 * t2).TimesXi()).Invert();
        return new Fp6(t0 * scale, t1 * scale, t2 * scale);
    }

    public bool Equals(Fp6 other) => C0 == other.C0 && C1 == other.C1 && C2 == other.C2;

    public override bool Equals(object? obj) => obj is Fp6 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(C0, C1, C2);
}
