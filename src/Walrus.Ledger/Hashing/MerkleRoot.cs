using Walrus.Core.Identifiers;
using Walrus.Core.Merkle;

namespace Walrus.Ledger.Hashing;

/// <summary>Root of the protocol's Merkle tree over leaves of any length (data plane 5).</summary>
internal static class MerkleRoot
{
    private const byte LeafFlag = 0;

    /// <summary>The root over <paramref name="leaves"/>; 32 zero bytes for none.</summary>
    public static Bytes32 Of(IReadOnlyCollection<byte[]> leaves)
    {
        byte[] digests = new byte[leaves.Count * Bytes32.Length];
        int offset = 0;
        foreach (byte[] leaf in leaves)
        {
            LedgerHash.Of([LeafFlag, .. leaf]).CopyTo(digests.AsSpan(offset));
            offset += Bytes32.Length;
        }

        return MerkleTree.FromDigests(digests).Root;
    }
}
