using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;

namespace Walrus.Core.Signatures.Hashing;

/// <summary>hash_to_curve of the suite BLS12381G2_XMD:SHA-256_SSWU_RO_ (RFC 9380, 8.8.2).</summary>
internal static class HashToG2
{
    /// <summary>The tag of the protocol's signatures (data plane 8.2).</summary>
    public static ReadOnlySpan<byte> SignatureTag => "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_"u8;

    // 64 bytes for an integer below p: the residue is then uniform but for 2^-128.
    private const int WideLength = 64;

    /// <summary>The point of G2 that stands for a message.</summary>
    public static Point<Fp2, G2> Hash(ReadOnlySpan<byte> message, ReadOnlySpan<byte> tag)
    {
        Span<byte> uniform = stackalloc byte[4 * WideLength];
        MessageExpansion.Expand(message, tag, uniform);
        return G2.ClearCofactor(MapToCurve(ReadElement(uniform)) + MapToCurve(ReadElement(uniform[(2 * WideLength)..])));
    }

    /// <summary>map_to_curve: a point of the curve, in general not of G2.</summary>
    public static Point<Fp2, G2> MapToCurve(in Fp2 u)
    {
        (Fp2 numerator, Fp2 denominator, Fp2 y) = SimplifiedSwu.Map(u);
        return Isogeny.Map(numerator, denominator, y);
    }

    /// <summary>hash_to_field for one element: two integers of 64 bytes.</summary>
    public static Fp2 ReadElement(ReadOnlySpan<byte> uniform) =>
        new(Fp.FromWideBytes(uniform), Fp.FromWideBytes(uniform[WideLength..]));
}
