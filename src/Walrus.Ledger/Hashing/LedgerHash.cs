using System.Text;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;

namespace Walrus.Ledger.Hashing;

/// <summary>BLAKE2b-256, plain or behind a tag that names what is hashed (ledger format).</summary>
internal static class LedgerHash
{
    public static Bytes32 Of(ReadOnlySpan<byte> bytes) => Blake2b256.Hash(bytes);

    public static Bytes32 Tagged(string tag, ReadOnlySpan<byte> bytes)
    {
        byte[] input = new byte[tag.Length + bytes.Length];
        Encoding.ASCII.GetBytes(tag, input);
        bytes.CopyTo(input.AsSpan(tag.Length));
        return Of(input);
    }
}
