using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Walrus.Core.Signatures.Fields;

/// <summary>
/// An integer modulo the prime p of BLS12-381, held as a R mod p with R = 2^384 (Montgomery form) in six words, lowest first,
/// always below p. No operation branches or looks up by value, except where its name says otherwise.
/// </summary>
internal readonly partial struct Fp : IField<Fp>, IEquatable<Fp>
{
    /// <summary>The words of p.</summary>
    public const ulong P0 = 0xb9feffffffffaaab, P1 = 0x1eabfffeb153ffff, P2 = 0x6730d2a0f6b0f624,
        P3 = 0x64774b84f38512bf, P4 = 0x4b1ba7b6434bacd7, P5 = 0x1a0111ea397fe69a;

    /// <summary>-1/p mod 2^64.</summary>
    public const ulong NegatedInverse = 0x89f3fffcfffcfffd;

    /// <summary>The words of the Montgomery form.</summary>
    public readonly ulong L0, L1, L2, L3, L4, L5;

    /// <summary>From words that already are a Montgomery form below p.</summary>
    public Fp(ulong l0, ulong l1, ulong l2, ulong l3, ulong l4, ulong l5) =>
        (L0, L1, L2, L3, L4, L5) = (l0, l1, l2, l3, l4, l5);

    public static Fp Zero => default;

    /// <summary>R mod p.</summary>
    public static Fp One => new(
        0x760900000002fffd, 0xebf4000bc40c0002, 0x5f48985753c758ba, 0x77ce585370525745, 0x5c071a97a256ec6d, 0x15f65ec3fa80e493);

    public bool IsZero => (L0 | L1 | L2 | L3 | L4 | L5) == 0;

    public static Fp operator +(in Fp left, in Fp right)
    {
        ulong carry = 0;
        ulong t0 = Limbs.Add(left.L0, right.L0, ref carry);
        ulong t1 = Limbs.Add(left.L1, right.L1, ref carry);
        ulong t2 = Limbs.Add(left.L2, right.L2, ref carry);
        ulong t3 = Limbs.Add(left.L3, right.L3, ref carry);
        ulong t4 = Limbs.Add(left.L4, right.L4, ref carry);
        return Reduce(t0, t1, t2, t3, t4, left.L5 + right.L5 + carry);
    }

    public static Fp operator -(in Fp left, in Fp right)
    {
        ulong borrow = 0;
        ulong t0 = Limbs.Subtract(left.L0, right.L0, ref borrow);
        ulong t1 = Limbs.Subtract(left.L1, right.L1, ref borrow);
        ulong t2 = Limbs.Subtract(left.L2, right.L2, ref borrow);
        ulong t3 = Limbs.Subtract(left.L3, right.L3, ref borrow);
        ulong t4 = Limbs.Subtract(left.L4, right.L4, ref borrow);
        ulong t5 = Limbs.Subtract(left.L5, right.L5, ref borrow);
        ulong mask = 0 - borrow, carry = 0;
        t0 = Limbs.Add(t0, P0 & mask, ref carry);
        t1 = Limbs.Add(t1, P1 & mask, ref carry);
        t2 = Limbs.Add(t2, P2 & mask, ref carry);
        t3 = Limbs.Add(t3, P3 & mask, ref carry);
        t4 = Limbs.Add(t4, P4 & mask, ref carry);
        return new Fp(t0, t1, t2, t3, t4, t5 + (P5 & mask) + carry);
    }

    public static Fp operator -(in Fp value) => Zero - value;

    public static Fp operator *(in Fp left, in Fp right) => Bmi2.X64.IsSupported
        ? Montgomery<Bmi2Product>.Multiply(left, right)
        : Montgomery<PortableProduct>.Multiply(left, right);

    /// <summary>a b + c d, with one reduction, where two products would have two.</summary>
    public static Fp SumOfProducts(in Fp a, in Fp b, in Fp c, in Fp d) => Bmi2.X64.IsSupported
        ? Montgomery<Bmi2Product>.MultiplyAdd(a, b, c, d)
        : Montgomery<PortableProduct>.MultiplyAdd(a, b, c, d);

    public Fp Square() => this * this;

    public Fp Double() => this + this;

    /// <summary>A value below 2p, given by its words, reduced below p.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp Reduce(ulong t0, ulong t1, ulong t2, ulong t3, ulong t4, ulong t5)
    {
        ulong borrow = 0;
        ulong r0 = Limbs.Subtract(t0, P0, ref borrow);
        ulong r1 = Limbs.Subtract(t1, P1, ref borrow);
        ulong r2 = Limbs.Subtract(t2, P2, ref borrow);
        ulong r3 = Limbs.Subtract(t3, P3, ref borrow);
        ulong r4 = Limbs.Subtract(t4, P4, ref borrow);
        ulong r5 = Limbs.Subtract(t5, P5, ref borrow);
        ulong keep = 0 - borrow;
        return new Fp(
            Limbs.Select(keep, t0, r0), Limbs.Select(keep, t1, r1), Limbs.Select(keep, t2, r2),
            Limbs.Select(keep, t3, r3), Limbs.Select(keep, t4, r4), Limbs.Select(keep, t5, r5));
    }

    public static Fp Select(ulong mask, in Fp left, in Fp right) => new(
        Limbs.Select(mask, left.L0, right.L0), Limbs.Select(mask, left.L1, right.L1), Limbs.Select(mask, left.L2, right.L2),
        Limbs.Select(mask, left.L3, right.L3), Limbs.Select(mask, left.L4, right.L4), Limbs.Select(mask, left.L5, right.L5));

    public bool Equals(Fp other) =>
        ((L0 ^ other.L0) | (L1 ^ other.L1) | (L2 ^ other.L2) | (L3 ^ other.L3) | (L4 ^ other.L4) | (L5 ^ other.L5)) == 0;

    public override bool Equals(object? obj) => obj is Fp other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(L0, L1, L2, L3, L4, L5);

    public static bool operator ==(in Fp left, in Fp right) => left.Equals(right);

    public static bool operator !=(in Fp left, in Fp right) => !left.Equals(right);
}
