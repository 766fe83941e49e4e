using System.Buffers;
using System.Text;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Hashing;

/// <summary>BLAKE2b-256, plain or behind a tag that names what is hashed (ledger format).</summary>
internal static class LedgerHash
{
    private const int ShortInput = 1024;

    public static Bytes32 Of(ReadOnlySpan<byte> bytes) => Blake2b256.Hash(bytes);

    public static Bytes32 Tagged(string tag, ReadOnlySpan<byte> bytes)
    {
        int length = tag.Length + bytes.Length;
        byte[]? rented = length > ShortInput ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> input = rented is null ? stackalloc byte[length] : rented.AsSpan(0, length);
        Encoding.ASCII.GetBytes(tag, input);
        bytes.CopyTo(input[tag.Length..]);
        Bytes32 digest = Of(input);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return digest;
    }
}
