using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Curves;

/// <summary>y^2 = x^3 + 4 over the integers modulo p; G1 is its subgroup of order r.</summary>
internal readonly struct G1 : ICurve<Fp>
{
    // A cube root of unity: (x, y) -> (β x, y) multiplies points of G1 by -x^2.
    private static readonly Fp Beta = Gamma.Powers[1].Norm().Square();

    public static Fp B { get; } = Fp.FromInteger(4);

    /// <summary>The generator that the specification of the curve names.</summary>
    public static AffinePoint<Fp> Generator { get; } = new(
        Fp.FromHex("17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb"),
        Fp.FromHex("08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1"));

    public static Fp TimesThreeB(in Fp value)
    {
        Fp four = value.Double().Double();
        return four.Double() + four;
    }

    /// <summary>
    /// Whether a point of the curve is in G1: only there the endomorphism acts as -x^2
    /// (M. Scott, A note on group membership tests, 2021).
    /// </summary>
    public static bool Contains(in Point<Fp, G1> point)
    {
        Point<Fp, G1> image = new(point.X * Beta, point.Y, point.Z);
        return (-image).IsSameAs(point.TimesAbsoluteParameter().TimesAbsoluteParameter());
    }
}
