using System.Buffers.Binary;
using Walrus.Core.Hashing;
using Walrus.Core.Identifiers;

namespace Walrus.Core.Metadata;

/// <summary>How a blob id follows from what the ledger is told of a blob (data plane 6.2).</summary>
public static class BlobIdDerivation
{
    /// <summary>The hash of encoding type, unencoded length in bytes, and root of the tree over the sliver pairs.</summary>
    public static BlobId Derive(EncodingType encodingType, ulong size, Bytes32 root)
    {
        Span<byte> preimage = stackalloc byte[1 + sizeof(ulong) + Bytes32.Length];
        preimage[0] = (byte)encodingType;
        BinaryPrimitives.WriteUInt64LittleEndian(preimage[1..], size);
        root.CopyTo(preimage[(1 + sizeof(ulong))..]);
        return new BlobId(Blake2b256.Hash(preimage));
    }
}
