using NSec.Cryptography;
using Walrus.Core.Bcs;
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

    private readonly byte[] _signature;
    private readonly byte[] _publicKey;
    private readonly Lazy<bool> _hasValidSignature;

    internal SignedTransaction(Transaction transaction, byte[] signature, byte[] publicKey)
    {
        Transaction = transaction;
        _signature = signature;
        _publicKey = publicKey;
        _hasValidSignature = new Lazy<bool>(CheckSignature);
    }

    /// <summary>What was signed.</summary>
    public Transaction Transaction { get; }

    /// <summary>Hash that names the transaction.</summary>
    public TransactionDigest Digest => Transaction.Digest;

    /// <summary>How it was signed.</summary>
    public SignatureScheme Scheme { get; } = SignatureScheme.Ed25519;

    /// <summary>The 64 bytes of the signature over the digest.</summary>
    public ReadOnlyMemory<byte> Signature => _signature;

    /// <summary>The 32 bytes of the signer's public key.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <summary>
    /// Whether the sender's key signed the digest. Pure, remembered, and safe to ask on any thread: check many
    /// transactions in parallel before they are ordered, and ordering them costs no cryptography.
    /// </summary>
    public bool HasValidSignature => _hasValidSignature.Value;

    /// <summary>Reads a whole signed transaction.</summary>
    /// <exception cref="BcsException">The bytes are not a signed transaction.</exception>
    /// <exception cref="LedgerException"><c>ETransactionTooLarge</c> or <c>EUnknownCommand</c>.</exception>
    public static SignedTransaction FromBytes(ReadOnlySpan<byte> bytes)
    {
        LedgerException.Require(bytes.Length <= TransactionLimits.MaxBytes + SignatureOverhead, Reason.ETransactionTooLarge);
        return BcsFormat.FromBytes<SignedTransaction>(bytes);
    }

    /// <summary>The bytes of the signed transaction.</summary>
    public byte[] ToBytes() => BcsFormat.ToBytes(this);

    /// <inheritdoc/>
    public void Write(BcsWriter writer)
    {
        writer.Fixed(Transaction.Bytes.Span);
        writer.U8((byte)Scheme);
        writer.Fixed(_signature);
        writer.Fixed(_publicKey);
    }

    /// <inheritdoc/>
    public static SignedTransaction Read(ref BcsReader reader)
    {
        Transaction transaction = Transaction.Read(ref reader);
        byte scheme = reader.U8();
        if (scheme != (byte)SignatureScheme.Ed25519)
            throw new BcsException($"Signature scheme {scheme} is not known.");
        return new SignedTransaction(transaction, reader.Fixed(SignatureLength).ToArray(), reader.Fixed(PublicKeyLength).ToArray());
    }

    private bool CheckSignature()
    {
        if (Ed25519Account.AddressOf(_publicKey) != Transaction.Sender)
            return false;
        SignatureAlgorithm ed25519 = SignatureAlgorithm.Ed25519;
        return NSec.Cryptography.PublicKey.TryImport(ed25519, _publicKey, KeyBlobFormat.RawPublicKey, out PublicKey? key)
            && key is not null
            && ed25519.Verify(key, Digest.Bytes.ToArray(), _signature);
    }
}
