using Walrus.Core.Identifiers;
using Walrus.Ledger.Hashing;

namespace Walrus.Ledger.Availability;

/// <summary>Node hashes of the availability map (ledger format).</summary>
internal static class SparseMerkleHash
{
    private const byte InnerFlag = 1;
    private const byte LeafFlag = 2;

    public static Bytes32 Leaf(Bytes32 key, Bytes32 valueHash) => Of(LeafFlag, key, valueHash);

    public static Bytes32 Inner(Bytes32 left, Bytes32 right) => Of(InnerFlag, left, right);

    private static Bytes32 Of(byte flag, Bytes32 first, Bytes32 second)
    {
        Span<byte> preimage = stackalloc byte[1 + 2 * Bytes32.Length];
        preimage[0] = flag;
        first.CopyTo(preimage[1..]);
        second.CopyTo(preimage[(1 + Bytes32.Length)..]);
        return LedgerHash.Of(preimage);
    }
}
