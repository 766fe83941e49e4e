using System.Diagnostics.CodeAnalysis;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures;

/// <summary>
/// Adds up signatures that are not known to be in the subgroup yet, which is then checked once, of the sum. Enough for who only
/// needs a valid aggregate: that is valid whatever it was added up from.
/// </summary>
internal sealed class SignatureSum
{
    private Point<Fp2, G2> _sum = Point<Fp2, G2>.Infinity;

    /// <summary>Adds 96 bytes; false, and nothing added, if they are no point of the curve.</summary>
    public bool TryAdd(ReadOnlySpan<byte> signature)
    {
        if (PointEncoding.ReadTwist(signature, out AffinePoint<Fp2> point) is not null)
            return false;
        _sum += new Point<Fp2, G2>(point);
        return true;
    }

    /// <summary>The aggregate, if it is a signature: in the subgroup and not infinity.</summary>
    public bool TryFinish([NotNullWhen(true)] out BlsSignature? aggregate)
    {
        aggregate = !_sum.IsInfinity && G2.Contains(_sum) ? new BlsSignature(_sum.ToAffine()) : null;
        return aggregate is not null;
    }
}
