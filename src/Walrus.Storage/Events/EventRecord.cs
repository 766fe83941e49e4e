using System.Buffers.Binary;

namespace Walrus.Storage.Events;

/// <summary>How a run lies in a segment: <c>magic, length u32, first u64, height u64, count u32, checksum u32 ‖ bytes</c> (<c>docs/storage-format.md</c>).</summary>
internal readonly record struct EventRecord(int Length, ulong First, ulong Height, uint Count, uint Sum)
{
    public const int HeaderLength = 32;

    private const int SumOffset = 28;

    private static ReadOnlySpan<byte> Magic => "WER1"u8;

    /// <summary>Position of the event after the last.</summary>
    public ulong End => First + Count;

    /// <summary>The header that goes before the bytes of a run.</summary>
    public static byte[] HeaderOf(EventRun run, uint seed)
    {
        byte[] header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), (uint)run.Bytes.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(8), run.First);
        BinaryPrimitives.WriteUInt64LittleEndian(header.AsSpan(16), run.Height);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), run.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(SumOffset), SumOf(header, run.Bytes.Span, seed));
        return header;
    }

    /// <summary>Reads a header; null when there is none. Whether it holds shows with the bytes behind it.</summary>
    public static EventRecord? Read(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderLength || !header.StartsWith(Magic))
            return null;
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);
        ulong first = BinaryPrimitives.ReadUInt64LittleEndian(header[8..]);
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(header[24..]);
        if (length > EventRun.BytesMax || count == 0 || first > ulong.MaxValue - count)
            return null;
        return new EventRecord(
            (int)length, first, BinaryPrimitives.ReadUInt64LittleEndian(header[16..]), count, BinaryPrimitives.ReadUInt32LittleEndian(header[SumOffset..]));
    }

    /// <summary>Checksum over everything else of the header, and the bytes.</summary>
    public static uint SumOf(ReadOnlySpan<byte> header, ReadOnlySpan<byte> bytes, uint seed) =>
        Checksum.Of(bytes, Checksum.Of(header[..SumOffset], seed));
}
