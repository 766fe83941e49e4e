using System.Buffers.Binary;
using System.Globalization;

namespace Walrus.Storage.Journals;

/// <summary>First bytes of every segment file: which journal it belongs to and where in it this segment begins.</summary>
/// <param name="Journal">Random identity of the journal, the same in all its segments.</param>
/// <param name="First">Position of the segment's first record.</param>
/// <param name="Chain">Chain value after the record before it.</param>
/// <param name="Before">First position of the segment before this one; 0 in the first.</param>
/// <param name="BeforeLength">Length of that segment in bytes; 0 in the first.</param>
internal readonly record struct JournalSegmentHeader(Guid Journal, long First, uint Chain, long Before, long BeforeLength)
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 64;

    /// <summary>Version of the layout of segments, records and head file. Increment when any of their bytes change.</summary>
    public const uint Version = 2;

    private const string Suffix = ".journal";
    private static ReadOnlySpan<byte> Magic => "WALJOURN"u8;

    /// <summary>Seed of the header checksums of this journal's records, so that no record of another journal can pass.</summary>
    public uint Seed => Checksum.Of(Journal.ToByteArray());

    /// <summary>Header of a journal's first segment.</summary>
    public static JournalSegmentHeader Begin(Guid journal) => new(journal, First: 0, Chain: 0, Before: 0, BeforeLength: 0);

    /// <summary>Header of the segment that goes on where this one ends.</summary>
    public JournalSegmentHeader Next(JournalPoint end) => new(Journal, end.Position, end.Chain, First, end.Offset);

    /// <summary>Name of the segment file that begins with this position; ordinal order is order of position.</summary>
    public static string FileName(long first) => first.ToString("D20", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>The first position that a file name stands for.</summary>
    public static bool TryParseName(string name, out long first)
    {
        first = 0;
        return name.Length == 20 + Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(0, 20), NumberStyles.None, CultureInfo.InvariantCulture, out first);
    }

    /// <summary>The header's bytes.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Length];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        Journal.TryWriteBytes(bytes.AsSpan(16));
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), First);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(40), Chain);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(44), Before);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(52), BeforeLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Checksum.Of(bytes.AsSpan(0, 60)));
        return bytes;
    }

    /// <summary>Reads a header; false when it is incomplete or damaged.</summary>
    /// <exception cref="StorageFormatException">It is whole, but of another version or kind.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, string file, out JournalSegmentHeader header)
    {
        header = default;
        if (bytes.Length < Length || BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]) != Checksum.Of(bytes[..60]))
            return false;
        if (!bytes.StartsWith(Magic))
            throw new StorageFormatException($"{file} is not a segment of a ledger journal.");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version != Version)
            throw new StorageFormatException($"{file} has journal format version {version}; this program reads version {Version}.");
        header = new JournalSegmentHeader(
            new Guid(bytes.Slice(16, 16)),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[44..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[52..]));
        return true;
    }
}
