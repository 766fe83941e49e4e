using System.Buffers.Binary;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Hashing;

namespace Walrus.Ledger.Blobs;

/// <summary>Derives blob ids (data plane 6.2).</summary>
internal static class BlobIds
{
    public static BlobId Derive(EncodingType encoding, ulong size, Bytes32 root)
    {
        Span<byte> preimage = stackalloc byte[1 + sizeof(ulong) + Bytes32.Length];
        preimage[0] = (byte)encoding;
        BinaryPrimitives.WriteUInt64LittleEndian(preimage[1..], size);
        root.CopyTo(preimage[9..]);
        return new BlobId(LedgerHash.Of(preimage));
    }
}
