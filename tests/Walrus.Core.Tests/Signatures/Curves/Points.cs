using CsCheck;
using Walrus.Core.Signatures;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;
using Walrus.Core.Signatures.Hashing;
using Walrus.Core.Tests.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Curves;

/// <summary>Points inside and outside the subgroups.</summary>
internal static class Points
{
    /// <summary>The generator that the specification of the curve names.</summary>
    public static readonly AffinePoint<Fp2> GeneratorOfG2 = new(
        new Fp2(
            Hex("024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8"),
            Hex("13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e")),
        new Fp2(
            Hex("0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801"),
            Hex("0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be")));

    /// <summary>Points of G1's curve, almost never of G1.</summary>
    public static readonly Gen<Point<Fp, G1>> OnCurve = Gen.Select(Numbers.Fp, Gen.Bool, (x, larger) =>
    {
        Fp y;
        while (!SquareRoot.TryOf(x.Square() * x + G1.B, out y))
            x += Fp.One;
        return new Point<Fp, G1>(new AffinePoint<Fp>(x, larger ? y : -y));
    });

    /// <summary>Points of G2's curve, almost never of G2.</summary>
    public static readonly Gen<Point<Fp2, G2>> OnTwist = Gen.Select(Numbers.Fp2, Gen.Bool, (x, larger) =>
    {
        Fp2 y;
        while (!SquareRoot.TryOf(x.Square() * x + G2.B, out y))
            x += Fp2.One;
        return new Point<Fp2, G2>(new AffinePoint<Fp2>(x, larger ? y : -y));
    });

    /// <summary>Points of G1.</summary>
    public static readonly Gen<Point<Fp, G1>> InG1 =
        Numbers.BelowR.Select(k => new Point<Fp, G1>(G1.Generator).Multiply(Numbers.ToWords(k)));

    /// <summary>Points of G2.</summary>
    public static readonly Gen<Point<Fp2, G2>> InG2 = Gen.Byte.Array[8].Select(bytes => HashToG2.Hash(bytes, HashToG2.SignatureTag));

    public static Point<TField, TCurve> TimesOrder<TField, TCurve>(this Point<TField, TCurve> point)
        where TField : struct, IField<TField>
        where TCurve : struct, ICurve<TField> => point.Multiply(SecretScalar.Order);

    private static Fp Hex(string digits) => Fp.FromHex(digits);
}
