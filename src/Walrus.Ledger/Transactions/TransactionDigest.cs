using System.Diagnostics.CodeAnalysis;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Hashing;

namespace Walrus.Ledger.Transactions;

/// <summary>Hash that names a transaction and is what its sender signs; text form base58 (ledger format).</summary>
public readonly record struct TransactionDigest(Bytes32 Bytes) : IComparable<TransactionDigest>, IBcs<TransactionDigest>
{
    private const string Tag = "walrus-cloud/tx/1";

    /// <summary>Digest of the canonical bytes of a transaction.</summary>
    public static TransactionDigest Of(ReadOnlySpan<byte> transactionBytes) => new(LedgerHash.Tagged(Tag, transactionBytes));

    /// <summary>Parses base58 text of exactly 32 bytes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TransactionDigest digest)
    {
        bool ok = Base58.TryParse(text, out Bytes32 bytes);
        digest = new TransactionDigest(bytes);
        return ok;
    }

    /// <inheritdoc/>
    public int CompareTo(TransactionDigest other) => Bytes.CompareTo(other.Bytes);

    /// <summary>Base58 text.</summary>
    public override string ToString() => Base58.Format(Bytes);

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => writer.Bytes32(Bytes);

    /// <inheritdoc/>
    public static TransactionDigest Read(ref BcsReader reader) => new(reader.Bytes32());

    /// <summary>Whether <paramref name="left"/> comes first bytewise.</summary>
    public static bool operator <(TransactionDigest left, TransactionDigest right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes last bytewise.</summary>
    public static bool operator >(TransactionDigest left, TransactionDigest right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes first or equals.</summary>
    public static bool operator <=(TransactionDigest left, TransactionDigest right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last or equals.</summary>
    public static bool operator >=(TransactionDigest left, TransactionDigest right) => left.CompareTo(right) >= 0;
}
