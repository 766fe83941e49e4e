using System.Buffers.Binary;
using System.Text;
using Walrus.Core.Bcs;
using Walrus.Core.Identifiers;
using Walrus.Ledger.Networks;

namespace Walrus.Ledger.Reads;

/// <summary>A reader's promise to pay for what it read through one channel, since the channel was opened.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="CumulativeBytes">Unencoded bytes delivered in all: each voucher includes those before it.</param>
/// <param name="Expiry">Last epoch in which it can be settled.</param>
public sealed record Voucher(ObjectId Channel, ulong CumulativeBytes, Epoch Expiry)
{
    private const string Tag = "walrus-cloud/voucher/1";

    /// <summary>The bytes that the reader signs: <c>tag ‖ network id ‖ channel ‖ cumulative bytes u64 ‖ expiry u32</c>.</summary>
    public byte[] ToSignedBytes(NetworkId network)
    {
        byte[] bytes = new byte[Tag.Length + 2 * Bytes32.Length + sizeof(ulong) + sizeof(uint)];
        Span<byte> rest = bytes.AsSpan(Encoding.ASCII.GetBytes(Tag, bytes));
        network.Bytes.CopyTo(rest);
        Channel.Bytes.CopyTo(rest[Bytes32.Length..]);
        BinaryPrimitives.WriteUInt64LittleEndian(rest[(2 * Bytes32.Length)..], CumulativeBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(rest[(2 * Bytes32.Length + sizeof(ulong))..], Expiry.Value);
        return bytes;
    }

    internal void Write(BcsWriter writer)
    {
        writer.Value(Channel);
        writer.U64(CumulativeBytes);
        writer.U32(Expiry.Value);
    }

    internal static Voucher Read(ref BcsReader reader) => new(ObjectId.Read(ref reader), reader.U64(), new Epoch(reader.U32()));
}
