using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Pairings;

/// <summary>
/// One pair of a product of pairings under way: the multiple T of Q that the Miller loop has reached, and what tangents and
/// chords through T take at P. Lines are scaled by elements that the final exponentiation removes.
/// </summary>
internal struct MillerPoint(in AffinePoint<Fp> p, in AffinePoint<Fp2> q)
{
    private readonly AffinePoint<Fp> _p = p;
    private readonly AffinePoint<Fp2> _q = q;
    private Fp2 _x = q.X, _y = q.Y, _z = Fp2.One;

    /// <summary>Multiplies by the tangent at T, and doubles T.</summary>
    public Fp12 Double(in Fp12 value)
    {
        Fp2 yy = _y.Square();
        Fp2 zz = G2.TimesThreeB(_z.Square());
        Fp2 xx3 = _x.Square().Triple();
        Fp2 yz2 = (_y * _z).Double();
        Fp12 product = value.TimesLine(yy - zz, -(xx3 * _p.X), yz2 * _p.Y);

        // (2 X Y (Y² - 9b Z²), (Y² + 9b Z²)² - 12 (3b Z²)², 8 Y³ Z)
        Fp2 zz3 = zz.Triple();
        _x = (_x * _y * (yy - zz3)).Double();
        _y = (yy + zz3).Square() - zz.Square().Triple().Double().Double();
        _z = (yy * yz2).Double().Double();
        return product;
    }

    /// <summary>Multiplies by the chord through T and Q, and adds Q to T.</summary>
    public Fp12 Add(in Fp12 value)
    {
        Fp2 theta = _y - _q.Y * _z;
        Fp2 lambda = _x - _q.X * _z;
        Fp12 product = value.TimesLine(theta * _q.X - lambda * _q.Y, -(theta * _p.X), lambda * _p.Y);

        Fp2 squared = lambda.Square();
        Fp2 cubed = squared * lambda;
        Fp2 xs = _x * squared;
        Fp2 sum = cubed + theta.Square() * _z - xs.Double();
        _x = lambda * sum;
        _y = theta * (xs - sum) - cubed * _y;
        _z *= cubed;
        return product;
    }
}
