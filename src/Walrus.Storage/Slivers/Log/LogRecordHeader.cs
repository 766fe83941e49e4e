using System.Buffers.Binary;
using Walrus.Core.Identifiers;

namespace Walrus.Storage.Slivers.Log;

/// <summary>What stands before every record: what it says, about what, where it belongs, and the checksums of both parts.</summary>
/// <param name="Kind">What the record says.</param>
/// <param name="Key">About which entry; of <see cref="LogRecordKind.DeleteBlob"/> only the blob counts, of
/// <see cref="LogRecordKind.DeleteShard"/> only the shard in the slot.</param>
/// <param name="PayloadLength">Bytes that follow the header.</param>
/// <param name="PayloadChecksum">Their checksum.</param>
/// <param name="Place">Where the record itself begins, so that a misdirected write is noticed.</param>
/// <param name="DurableTo">Of <see cref="LogRecordKind.Durable"/>: up to where.</param>
internal readonly record struct LogRecordHeader(
    LogRecordKind Kind, EntryKey Key, int PayloadLength, uint PayloadChecksum, LogPoint Place, LogPoint DurableTo)
{
    /// <summary>Length of the header in bytes.</summary>
    public const int Length = 72;

    /// <summary>First bytes of every record.</summary>
    public static ReadOnlySpan<byte> Magic => "WSR1"u8;

    /// <summary>Length of header and payload in bytes.</summary>
    public long TotalLength => Length + (long)PayloadLength;

    /// <summary>Writes the header; <paramref name="seed"/> binds it to its store.</summary>
    public void Write(Span<byte> destination, uint seed)
    {
        destination[..Length].Clear();
        Magic.CopyTo(destination);
        destination[4] = (byte)Kind;
        BinaryPrimitives.WriteUInt32LittleEndian(destination[8..], Key.Slot);
        BinaryPrimitives.WriteInt32LittleEndian(destination[12..], PayloadLength);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[16..], PayloadChecksum);
        Key.Blob.Bytes.CopyTo(destination[20..]);
        WritePoint(destination[52..], Place);
        WritePoint(destination[60..], DurableTo);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[68..], Checksum.Of(destination[..68], seed));
    }

    /// <summary>Reads a header; false when these are not the whole, undamaged bytes of a record of this store at this place.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, uint seed, LogPoint place, out LogRecordHeader header)
    {
        header = default;
        if (bytes.Length < Length || !bytes.StartsWith(Magic))
            return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[68..]) != Checksum.Of(bytes[..68], seed))
            return false;
        header = new LogRecordHeader(
            (LogRecordKind)bytes[4],
            new EntryKey(new BlobId(bytes.Slice(20, Bytes32.Length)), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..])),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]),
            ReadPoint(bytes[52..]),
            ReadPoint(bytes[60..]));
        return header.Place == place && header.PayloadLength is >= 0 and <= SliverStoreLimits.PayloadBytesMax;
    }

    private static void WritePoint(Span<byte> destination, LogPoint point)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(destination, point.Segment);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[4..], point.Offset);
    }

    private static LogPoint ReadPoint(ReadOnlySpan<byte> source) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(source), BinaryPrimitives.ReadUInt32LittleEndian(source[4..]));
}
