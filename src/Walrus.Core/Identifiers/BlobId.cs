using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Walrus.Core.Bcs;

namespace Walrus.Core.Identifiers;

/// <summary>
/// Identifier of a blob: the hash of its encoding type, unencoded length and Merkle root (data plane 6.2).
/// Text form: 43 characters of URL-safe base64 without padding (data plane 6.3).
/// </summary>
public readonly record struct BlobId(Bytes32 Bytes) : IComparable<BlobId>, IBcs<BlobId>
{
    /// <summary>Length of the text form in characters.</summary>
    public const int TextLength = 43;

    // Digits of 2^256 - 1.
    private const int MaxLedgerDigits = 78;

    /// <summary>Identifier from exactly 32 bytes.</summary>
    public BlobId(ReadOnlySpan<byte> bytes) : this(new Bytes32(bytes)) { }

    /// <summary>Parses the canonical text form; padding, other lengths and non-zero trailing bits are refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BlobId id)
    {
        id = default;
        if (text is null || text.Length != TextLength || text.Contains('='))
            return false;
        Span<byte> bytes = stackalloc byte[33];
        // The Try form of the decoder throws on characters that are not of the alphabet.
        if (Base64Url.DecodeFromChars(text, bytes, out _, out int written) != OperationStatus.Done || written != Bytes32.Length)
            return false;
        id = new BlobId(bytes[..written]);
        // Decoders may ignore the two unused trailing bits; only the canonical spelling names a blob.
        return string.Equals(id.ToString(), text, StringComparison.Ordinal);
    }

    /// <summary>Parses the text form.</summary>
    /// <exception cref="FormatException">The text is not a blob id.</exception>
    public static BlobId Parse(string text) =>
        TryParse(text, out BlobId id) ? id : throw new FormatException($"'{text}' is not a blob id: 43 characters of URL-safe base64.");

    /// <summary>Sliver pair 0 of this blob lies on this shard: the big-endian residue modulo the shard count (data plane 3.4).</summary>
    public int RotationOffset(int shards) => Bytes.ModuloBigEndian(shards);

    /// <summary>The number the ledger knows the blob by: the bytes read little-endian (data plane 6.3).</summary>
    public BigInteger ToLedgerNumber() => new(Bytes.ToArray(), isUnsigned: true, isBigEndian: false);

    /// <summary>The blob id whose little-endian bytes are this decimal number.</summary>
    public static bool TryParseLedgerNumber(string text, out BlobId id)
    {
        id = default;
        if (text.Length > MaxLedgerDigits || !BigInteger.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger number))
            return false;
        Span<byte> bytes = stackalloc byte[Bytes32.Length];
        if (!number.TryWriteBytes(bytes, out _, isUnsigned: true, isBigEndian: false))
            return false;
        id = new BlobId(bytes);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(BlobId other) => Bytes.CompareTo(other.Bytes);

    /// <inheritdoc/>
    public override string ToString() => Base64Url.EncodeToString(Bytes.ToArray());

    /// <inheritdoc/>
    public void Write(BcsWriter writer) => writer.Bytes32(Bytes);

    /// <inheritdoc/>
    public static BlobId Read(ref BcsReader reader) => new(reader.Bytes32());

    /// <summary>Whether <paramref name="left"/> comes first bytewise.</summary>
    public static bool operator <(BlobId left, BlobId right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes last bytewise.</summary>
    public static bool operator >(BlobId left, BlobId right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes first or equals.</summary>
    public static bool operator <=(BlobId left, BlobId right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes last or equals.</summary>
    public static bool operator >=(BlobId left, BlobId right) => left.CompareTo(right) >= 0;
}
