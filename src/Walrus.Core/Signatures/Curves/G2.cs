using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Curves;

/// <summary>y^2 = x^3 + 4 (1 + i) over Fp2, the sextic twist of G1's curve; G2 is its subgroup of order r.</summary>
internal readonly struct G2 : ICurve<Fp2>
{
    private static readonly Fp2 PsiX = Gamma.Powers[2].Invert();
    private static readonly Fp2 PsiY = Gamma.Powers[3].Invert();

    public static Fp2 B { get; } = new(Fp.FromInteger(4), Fp.FromInteger(4));

    public static Fp2 TimesThreeB(in Fp2 value)
    {
        Fp2 four = value.TimesXi().Double().Double();
        return four.Double() + four;
    }

    /// <summary>
    /// ψ: off the twist, p-th powers of the coordinates, and back. It multiplies points of G2 by p, which modulo r is
    /// the parameter x.
    /// </summary>
    public static Point<Fp2, G2> Psi(in Point<Fp2, G2> point) =>
        new(point.X.Conjugate() * PsiX, point.Y.Conjugate() * PsiY, point.Z.Conjugate());

    /// <summary>
    /// Whether a point of the curve is in G2: only there ψ acts as x
    /// (M. Scott, A note on group membership tests, 2021).
    /// </summary>
    public static bool Contains(in Point<Fp2, G2> point) => (-Psi(point)).IsSameAs(point.TimesAbsoluteParameter());

    /// <summary>
    /// Brings any point of the curve into G2: (x^2 - x - 1) P + (x - 1) ψ(P) + ψ²(2 P)
    /// (Budroni and Pintore 2017; RFC 9380, G.4), written for |x| = -x.
    /// </summary>
    public static Point<Fp2, G2> ClearCofactor(in Point<Fp2, G2> point)
    {
        Point<Fp2, G2> image = Psi(point);
        Point<Fp2, G2> multiple = point.TimesAbsoluteParameter();
        // |x| (|x| P - ψ(P)) = x² P + x ψ(P), and |x| P = -x P.
        Point<Fp2, G2> result = (multiple - image).TimesAbsoluteParameter() + multiple;
        return result + Psi(Psi(point.Double())) - image - point;
    }
}
