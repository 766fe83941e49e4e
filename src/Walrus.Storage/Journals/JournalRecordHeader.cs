using System.Buffers.Binary;

namespace Walrus.Storage.Journals;

/// <summary>What stands before every record in a segment.</summary>
/// <param name="Length">Length of the record in bytes.</param>
/// <param name="Position">The record's position.</param>
/// <param name="Append">
/// Position of the first record of the append it came with. Appends are synced one after the other, so a good record of a later
/// append proves that everything before that append had been durable.
/// </param>
/// <param name="Chain">Checksum over all records up to and including this one.</param>
internal readonly record struct JournalRecordHeader(int Length, long Position, long Append, uint Chain)
{
    /// <summary>Length of the header itself in bytes.</summary>
    public const int Size = 32;

    /// <summary>First bytes of every record.</summary>
    public static ReadOnlySpan<byte> Magic => "WJR1"u8;

    /// <summary>The header that continues the chain with this record.</summary>
    public static JournalRecordHeader Next(uint chain, long position, long append, ReadOnlySpan<byte> record)
    {
        var header = new JournalRecordHeader(record.Length, position, append, 0);
        return header with { Chain = header.Continue(chain, record) };
    }

    /// <summary>The chain value after this record, when <paramref name="chain"/> is the one before it.</summary>
    public uint Continue(uint chain, ReadOnlySpan<byte> record)
    {
        Span<byte> fields = stackalloc byte[24];
        WriteFields(fields);
        return Checksum.Of(record, Checksum.Of(fields, chain));
    }

    /// <summary>Writes the header; <paramref name="seed"/> binds it to its journal.</summary>
    public void Write(Span<byte> destination, uint seed)
    {
        WriteFields(destination);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[24..], Chain);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[28..], Checksum.Of(destination[..28], seed));
    }

    /// <summary>Reads a header; false when these bytes are not a whole, undamaged header of this journal.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, uint seed, out JournalRecordHeader header)
    {
        header = default;
        if (bytes.Length < Size || !bytes.StartsWith(Magic))
            return false;
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]) != Checksum.Of(bytes[..28], seed))
            return false;
        header = new JournalRecordHeader(
            BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]));
        return header.Length is >= 0 and <= JournalLimits.RecordBytesMax;
    }

    private void WriteFields(Span<byte> destination)
    {
        Magic.CopyTo(destination);
        BinaryPrimitives.WriteInt32LittleEndian(destination[4..], Length);
        BinaryPrimitives.WriteInt64LittleEndian(destination[8..], Position);
        BinaryPrimitives.WriteInt64LittleEndian(destination[16..], Append);
    }
}
