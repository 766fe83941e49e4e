using System.Diagnostics.CodeAnalysis;

namespace Walrus.Core.Identifiers;

/// <summary>The <c>0x…</c> text form shared by object ids and addresses (HTTP interfaces 1).</summary>
internal static class HexText
{
    public static bool TryParse([NotNullWhen(true)] string? text, out Bytes32 bytes)
    {
        bytes = default;
        if (text is null || text.Length is < 3 or > 2 + 2 * Bytes32.Length || !text.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
            return false;
        string digits = text[2..].PadLeft(2 * Bytes32.Length, '0');
        Span<byte> buffer = stackalloc byte[Bytes32.Length];
        if (Convert.FromHexString(digits, buffer, out _, out int written) != System.Buffers.OperationStatus.Done || written != Bytes32.Length)
            return false;
        bytes = new Bytes32(buffer);
        return true;
    }

    public static string Format(Bytes32 bytes) => "0x" + bytes;
}
