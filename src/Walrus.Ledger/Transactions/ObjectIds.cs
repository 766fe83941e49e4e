using System.Buffers.Binary;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Hashing;

namespace Walrus.Ledger.Transactions;

/// <summary>Ids of the objects that a transaction, an epoch change or the genesis creates (ledger format).</summary>
public static class ObjectIds
{
    private const byte Flag = 0xF1;

    /// <summary>Id of object number <paramref name="counter"/> of the transaction with this digest.</summary>
    public static ObjectId Derive(Bytes32 digest, ulong counter)
    {
        Span<byte> preimage = stackalloc byte[1 + Bytes32.Length + sizeof(ulong)];
        preimage[0] = Flag;
        digest.CopyTo(preimage[1..]);
        BinaryPrimitives.WriteUInt64LittleEndian(preimage[(1 + Bytes32.Length)..], counter);
        return new ObjectId(LedgerHash.Of(preimage));
    }

    /// <summary>What stands in for the digest in ids of objects that the change into <paramref name="epoch"/> creates.</summary>
    public static Bytes32 EpochSeed(Epoch epoch)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(number, epoch.Value);
        return LedgerHash.Tagged("walrus-cloud/epoch/1", number);
    }
}
