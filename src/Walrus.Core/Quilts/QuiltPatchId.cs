using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Quilts;

/// <summary>
/// Identifier of one patch: the quilt, and the columns that the patch occupies there (data plane 12.5). Text form: 50 characters of
/// URL-safe base64 without padding. Nothing says that there is such a patch.
/// </summary>
/// <param name="Quilt">The blob id of the quilt.</param>
/// <param name="Columns">The columns of the patch.</param>
public readonly record struct QuiltPatchId(BlobId Quilt, QuiltColumns Columns)
{
    /// <summary>Length of the binary form in bytes.</summary>
    public const int Length = Bytes32.Length + 1 + 2 * sizeof(ushort);

    /// <summary>Length of the text form in characters.</summary>
    public const int TextLength = 50;

    private const byte Version1 = 1;

    /// <summary>Parses the canonical text form; padding, other lengths, other versions and non-zero trailing bits are refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out QuiltPatchId id)
    {
        id = default;
        if (text is null || text.Length != TextLength || text.Contains('='))
            return false;
        Span<byte> bytes = stackalloc byte[Length + 1];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out int written) != OperationStatus.Done || written != Length)
            return false;
        if (bytes[Bytes32.Length] != Version1)
            return false;
        id = FromParts(bytes[..Length]);
        // Decoders may ignore the unused trailing bits; only the canonical spelling names a patch.
        return string.Equals(id.ToString(), text, StringComparison.Ordinal);
    }

    /// <summary>Parses the text form.</summary>
    /// <exception cref="FormatException">The text is not a quilt patch id of version 1.</exception>
    public static QuiltPatchId Parse(string text) => TryParse(text, out QuiltPatchId id)
        ? id
        : throw new FormatException($"'{text}' is not a quilt patch id: {TextLength} characters of URL-safe base64.");

    /// <summary>The binary form: blob id, version, first column and column behind the last.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Length];
        Quilt.Bytes.CopyTo(bytes);
        bytes[Bytes32.Length] = Version1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Bytes32.Length + 1), Columns.Start.Value);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Bytes32.Length + 3), Columns.End.Value);
        return bytes;
    }

    /// <inheritdoc/>
    public override string ToString() => Base64Url.EncodeToString(ToBytes());

    private static QuiltPatchId FromParts(ReadOnlySpan<byte> bytes) => new(
        new BlobId(bytes[..Bytes32.Length]),
        new QuiltColumns(
            new SliverIndex(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(Bytes32.Length + 1)..])),
            new SliverIndex(BinaryPrimitives.ReadUInt16LittleEndian(bytes[(Bytes32.Length + 3)..]))));
}
