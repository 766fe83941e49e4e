using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Fields;
using Walrus.Core.Signatures.Hashing;
using Walrus.Core.Signatures.Pairings;

namespace Walrus.Core.Signatures;

/// <summary>
/// Verification of the suite BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_ (data plane 8.2): a signature S of message m by key K is
/// valid if e(K, H(m)) = e(generator, S). Not audited.
/// </summary>
public static partial class BlsVerifier
{
    private static readonly AffinePoint<Fp> NegatedGenerator = G1.Generator.Negate();

    /// <summary>Whether <paramref name="key"/> signed <paramref name="message"/>.</summary>
    public static bool Verify(BlsPublicKey key, ReadOnlySpan<byte> message, BlsSignature signature)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(signature);
        return Verify(key.Point, message, signature);
    }

    /// <summary>
    /// Whether <paramref name="signature"/> is the aggregate of signatures of one message by all of <paramref name="keys"/>, whose
    /// owners proved that they possess them. Takes one check of pairings, however many the keys. No keys verify nothing.
    /// </summary>
    public static bool VerifyAggregate(IEnumerable<BlsPublicKey> keys, ReadOnlySpan<byte> message, BlsSignature signature)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(signature);
        return VerifySum(BlsPublicKey.Sum(keys), message, signature);
    }

    /// <summary>The same for keys that are already added up; infinity verifies nothing.</summary>
    internal static bool VerifySum(in Point<Fp, G1> keys, ReadOnlySpan<byte> message, BlsSignature signature) =>
        !keys.IsInfinity && Verify(keys.ToAffine(), message, signature);

    private static bool Verify(in AffinePoint<Fp> key, ReadOnlySpan<byte> message, BlsSignature signature) =>
        PairingProduct.IsOne([new MillerPoint(key, RecentHashes.Of(message)), new MillerPoint(NegatedGenerator, signature.Point)]);
}
