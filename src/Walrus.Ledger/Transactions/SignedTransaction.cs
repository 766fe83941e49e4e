using NSec.Cryptography;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Accounts;
using Walrus.Ledger.Errors;

namespace Walrus.Ledger.Transactions;

/// <summary>A transaction with its sender's signature: <c>BCS(Transaction) ‖ scheme ‖ signature 64 ‖ public key 32</c>.</summary>
public sealed class SignedTransaction : IBcs<SignedTransaction>
{
    /// <summary>Bytes that the signature adds to a transaction.</summary>
    public const int SignatureOverhead = 1 + SignatureLength + PublicKeyLength;

    private const int SignatureLength = 64;
    private const int PublicKeyLength = 32;

    // Scheme, signature and public key, as they stand behind the transaction.
    private readonly byte[] _proof;
    private volatile Check _check;

    internal SignedTransaction(Transaction transaction, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
        : this(transaction, [(byte)SignatureScheme.Ed25519, .. signature, .. publicKey]) { }

    private SignedTransaction(Transaction transaction, byte[] proof)
    {
        Transaction = transaction;
        _proof = proof;
    }

    private enum Check
    {
        Outstanding,
        Good,
        Bad,
    }

    /// <summary>What was signed.</summary>
    public Transaction Transaction { get; }

    /// <summary>Hash that names the transaction.</summary>
    public TransactionDigest Digest => Transaction.Digest;

    /// <summary>How it was signed.</summary>
    public SignatureScheme Scheme { get; } = SignatureScheme.Ed25519;

    /// <summary>The 64 bytes of the signature over the digest.</summary>
    public ReadOnlyMemory<byte> Signature => _proof.AsMemory(1, SignatureLength);

    /// <summary>The 32 bytes of the signer's public key.</summary>
    public ReadOnlyMemory<byte> PublicKey => _proof.AsMemory(1 + SignatureLength);

    /// <summary>
    /// Whether the sender's key signed the digest. Pure, remembered, and safe to ask on any thread: check many
    /// transactions in parallel before they are ordered, and ordering them costs no cryptography.
    /// </summary>
    public bool HasValidSignature
    {
        get
        {
            // Two threads that ask at once may both compute it, and come to the same.
            if (_check == Check.Outstanding)
                _check = CheckSignature() ? Check.Good : Check.Bad;
            return _check == Check.Good;
        }
    }

    /// <summary>
    /// Takes over that the signature of <paramref name="same"/> was checked and is good, if it is this transaction with this signature and
    /// key: who reads back what it checked before need not check it again.
    /// </summary>
    public void TakeSignatureCheck(SignedTransaction same)
    {
        ArgumentNullException.ThrowIfNull(same);
        if (same._check == Check.Good && same.Digest == Digest && same._proof.AsSpan().SequenceEqual(_proof))
            _check = Check.Good;
    }

    /// <summary>Reads a whole signed transaction.</summary>
    /// <exception cref="BcsException">The bytes are not a signed transaction.</exception>
    /// <exception cref="LedgerException"><c>ETransactionTooLarge</c> or <c>EUnknownCommand</c>.</exception>
    public static SignedTransaction FromBytes(ReadOnlySpan<byte> bytes)
    {
        LedgerException.Require(bytes.Length <= TransactionLimits.MaxBytes + SignatureOverhead, Reason.ETransactionTooLarge);
        return BcsFormat.FromBytes<SignedTransaction>(bytes);
    }

    /// <summary>Bytes of the signed transaction.</summary>
    public int Length => Transaction.Bytes.Length + SignatureOverhead;

    /// <summary>The bytes of the signed transaction.</summary>
    public byte[] ToBytes() => BcsFormat.ToBytes(this);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Fixed(Transaction.Bytes.Span);
        writer.Fixed(_proof);
    }

    /// <inheritdoc/>
    public static SignedTransaction Read(ref BcsReader reader)
    {
        Transaction transaction = Transaction.Read(ref reader);
        byte[] proof = reader.Fixed(SignatureOverhead).ToArray();
        if (proof[0] != (byte)SignatureScheme.Ed25519)
            throw new BcsException($"Signature scheme {proof[0]} is not known.");
        return new SignedTransaction(transaction, proof);
    }

    private bool CheckSignature()
    {
        if (Ed25519Account.AddressOf(PublicKey.Span) != Transaction.Sender)
            return false;
        Span<byte> digest = stackalloc byte[Bytes32.Length];
        Digest.Bytes.CopyTo(digest);
        SignatureAlgorithm ed25519 = SignatureAlgorithm.Ed25519;
        return NSec.Cryptography.PublicKey.TryImport(ed25519, PublicKey.Span, KeyBlobFormat.RawPublicKey, out PublicKey? key)
            && key is not null
            && ed25519.Verify(key, digest, Signature.Span);
    }
}
