using CsCheck;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Tests.Signatures.Fields;

public sealed class SquareRootTests
{
    // The constant of the map to the curve.
    private static readonly Fp2 Z = -new Fp2(Fp.FromInteger(2), Fp.One);

    // Real and imaginary values are special cases of the formulas.
    private static readonly Gen<Fp2> Any = Gen.Frequency(
        (4, Numbers.Fp2),
        (1, Numbers.Fp.Select(a => new Fp2(a, Fp.Zero))),
        (1, Numbers.Fp.Select(a => new Fp2(Fp.Zero, a))));

    [Fact]
    public void Squares_have_roots_and_others_have_none() => Numbers.Fp.Sample(a =>
    {
        Assert.True(SquareRoot.TryOf(a.Square(), out Fp root));
        Assert.True(root == a || root == -a);
        Assert.Equal(a.IsZero, SquareRoot.TryOf(-a.Square(), out _));
    });

    [Fact]
    public void Squares_of_Fp2_have_roots_and_others_have_none() => Any.Sample(a =>
    {
        Assert.True(SquareRoot.TryOf(a.Square(), out Fp2 root));
        Assert.True(root == a || root == -a);
        Assert.Equal(a.IsZero, SquareRoot.TryOf(a.Square() * Z, out _));
    });

    [Fact]
    public void Quotients_have_roots_themselves_or_times_Z() => Gen.Select(Any, Any.Where(b => !b.IsZero)).Sample((a, b) =>
    {
        bool isSquare = SquareRoot.OfQuotient(a, b, out Fp2 root);
        Assert.Equal(isSquare ? a : a * Z, root.Square() * b);
        Assert.Equal(SquareRoot.TryOf(a * b.Invert(), out _), isSquare);
    });
}
