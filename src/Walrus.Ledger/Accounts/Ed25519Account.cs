using NSec.Cryptography;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Hashing;
using Walrus.Ledger.Transactions;

namespace Walrus.Ledger.Accounts;

/// <summary>A key pair that signs transactions; the address is the hash of its scheme and public key (ledger format).</summary>
public sealed class Ed25519Account : IDisposable
{
    /// <summary>Bytes of a seed, which is the private key.</summary>
    public const int SeedLength = 32;

    internal const int PublicKeyLength = 32;
    internal const int SignatureLength = 64;

    private readonly Key _key;
    private readonly byte[] _publicKey;

    private Ed25519Account(Key key)
    {
        _key = key;
        _publicKey = key.PublicKey.Export(KeyBlobFormat.RawPublicKey);
        Address = AddressOf(_publicKey);
    }

    /// <summary>The account that the public key names.</summary>
    public Address Address { get; }

    /// <summary>The 32 bytes of the public key.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>The key pair of a 32-byte seed; the same seed always gives the same account.</summary>
    /// <exception cref="ArgumentException"><paramref name="seed"/> is not 32 bytes long.</exception>
    public static Ed25519Account FromSeed(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
            throw new ArgumentException($"A seed has {SeedLength} bytes, not {seed.Length}.", nameof(seed));
        return new Ed25519Account(Key.Import(SignatureAlgorithm.Ed25519, seed, KeyBlobFormat.RawPrivateKey));
    }

    /// <summary>The address of a 32-byte Ed25519 public key.</summary>
    public static Address AddressOf(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> preimage = stackalloc byte[1 + 32];
        preimage[0] = (byte)SignatureScheme.Ed25519;
        publicKey.CopyTo(preimage[1..]);
        return new Address(LedgerHash.Of(preimage));
    }

    /// <summary>The transaction with this account's signature over its digest.</summary>
    public SignedTransaction Sign(Transaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        byte[] signature = SignatureAlgorithm.Ed25519.Sign(_key, transaction.Digest.Bytes.ToArray());
        return new SignedTransaction(transaction, signature, _publicKey);
    }

    internal byte[] SignBytes(ReadOnlySpan<byte> bytes) => SignatureAlgorithm.Ed25519.Sign(_key, bytes);

    /// <summary>Whether a key signed some bytes; no, when it is no key.</summary>
    internal static bool IsSigned(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature) =>
        NSec.Cryptography.PublicKey.TryImport(SignatureAlgorithm.Ed25519, publicKey, KeyBlobFormat.RawPublicKey, out PublicKey? key)
        && key is not null
        && SignatureAlgorithm.Ed25519.Verify(key, bytes, signature);

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();
}
