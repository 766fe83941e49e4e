using System.Security.Cryptography;
using Walrus.Core.Signatures.Curves;
using Walrus.Core.Signatures.Hashing;

namespace Walrus.Core.Signatures;

/// <summary>
/// A storage node's protocol key (data plane 8.2). Signing takes the same steps for every key, as far as the
/// runtime lets a program say; the implementation is not audited.
/// </summary>
public sealed class BlsSecretKey
{
    /// <summary>Length in bytes.</summary>
    public const int Length = SecretScalar.Length;

    /// <summary>The shortest seed, in bytes.</summary>
    public const int MinSeedLength = 32;

    /// <summary>The longest seed, in bytes.</summary>
    public const int MaxSeedLength = 1024;

    private const byte KeyTextFlag = 0x04;

    private readonly SecretScalar _scalar;

    private BlsSecretKey(in SecretScalar scalar)
    {
        _scalar = scalar;
        PublicKey = new BlsPublicKey(SecretMultiple.OfGenerator(scalar).ToAffine());
    }

    /// <summary>The key that verifies what this one signs.</summary>
    public BlsPublicKey PublicKey { get; }

    /// <summary>The key whose scalar these 32 bytes are, big-endian.</summary>
    /// <exception cref="InvalidKeyException">There are not 32 bytes, or the scalar is zero or not below the order of the group.</exception>
    public static BlsSecretKey FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new InvalidKeyException($"A secret key has {Length} bytes, not {bytes.Length}.");
        return SecretScalar.TryRead(bytes, out SecretScalar scalar)
            ? new BlsSecretKey(scalar)
            : throw new InvalidKeyException("A secret key is a scalar from 1 to the order of the group, exclusive.");
    }

    /// <summary>
    /// The key that belongs to a seed: KeyGen of draft-irtf-cfrg-bls-signature-05 (HKDF-SHA-256 of the seed, 48 bytes,
    /// modulo the order of the group), with empty key information. The same seed always gives the same key.
    /// </summary>
    /// <param name="seed">At least 32 bytes, as hard to guess as the key shall be.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is shorter than 32 or longer than 1024 bytes.</exception>
    public static BlsSecretKey FromSeed(ReadOnlySpan<byte> seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(seed.Length, MinSeedLength, nameof(seed));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(seed.Length, MaxSeedLength, nameof(seed));
        return new BlsSecretKey(SecretScalar.FromSeed(seed));
    }

    /// <summary>The key in the text of a key file: base64 of 0x04 and the 32 bytes (data plane 8.2).</summary>
    /// <exception cref="InvalidKeyException">The text has another form or names no key.</exception>
    public static BlsSecretKey FromKeyText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = stackalloc byte[Length + 1];
        if (!Convert.TryFromBase64String(text.Trim(), bytes, out int written) || written != bytes.Length || bytes[0] != KeyTextFlag)
            throw new InvalidKeyException("A protocol key is the base64 form of 0x04 and 32 bytes.");
        BlsSecretKey key = FromBytes(bytes[1..]);
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }

    /// <summary>The text of a key file.</summary>
    public string ToKeyText()
    {
        Span<byte> bytes = stackalloc byte[Length + 1];
        bytes[0] = KeyTextFlag;
        _scalar.Write(bytes[1..]);
        string text = Convert.ToBase64String(bytes);
        CryptographicOperations.ZeroMemory(bytes);
        return text;
    }

    /// <summary>Signs the bytes themselves, not a hash of them. The same message always gives the same signature.</summary>
    public BlsSignature Sign(ReadOnlySpan<byte> message)
    {
        // The point is of order r and the scalar below r, hence the multiple is not infinity.
        Point<Fields.Fp2, G2> point = new(RecentHashes.Of(message));
        return new BlsSignature(SecretMultiple.OfG2(point, _scalar).ToAffine());
    }

    /// <summary>Names the public key; the secret one stays out of logs.</summary>
    public override string ToString() => $"secret key of {PublicKey}";
}
