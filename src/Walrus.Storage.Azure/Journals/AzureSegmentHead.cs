using System.Buffers.Binary;
using System.Globalization;

namespace Walrus.Storage.Journals;

/// <summary>
/// The first bytes of a segment in Azure: the header that local segments have, and behind it what the segment before it was, so that
/// this one says where that one ends and what it held.
/// </summary>
/// <param name="Header">Journal, first position, chain.</param>
/// <param name="PreviousLength">Bytes of the segment before it that count; 0 for the first.</param>
/// <param name="PreviousHash">SHA-256 of these bytes; zeros for the first.</param>
internal sealed record AzureSegmentHead(JournalSegmentHeader Header, long PreviousLength, byte[] PreviousHash)
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 128;

    /// <summary>Length of a hash in bytes.</summary>
    public const int HashLength = 32;

    private const int PreviousOffset = JournalSegmentHeader.Length;
    private const string Suffix = ".journal";

    /// <summary>
    /// What ends a segment for good: nobody who still believes to be its writer can append behind it at the place he expects. It is
    /// no record, so that a walk ends before it.
    /// </summary>
    public static byte[] Seal { get; } = [.. "WJSEALED: go on with the next one"u8[..32]];

    private static ReadOnlySpan<byte> Magic => "WALPREV1"u8;

    /// <summary>Before the first record of segment <paramref name="number"/>.</summary>
    public JournalPoint Start(long number) => new(number, Length, Header.First, Header.Chain);

    /// <summary>Name of a segment's blob.</summary>
    public static string BlobName(string prefix, long number) => prefix + number.ToString("D10", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>The number that a name stands for.</summary>
    public static bool TryParseName(string prefix, string name, out long number)
    {
        number = 0;
        return name.Length == prefix.Length + 10 + Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(prefix.Length, 10), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The bytes.</summary>
    public byte[] ToBytes()
    {
        byte[] bytes = new byte[Length];
        Header.ToBytes().CopyTo(bytes, 0);
        Span<byte> previous = bytes.AsSpan(PreviousOffset);
        Magic.CopyTo(previous);
        BinaryPrimitives.WriteInt64LittleEndian(previous[8..], PreviousLength);
        PreviousHash.CopyTo(previous[16..]);
        BinaryPrimitives.WriteUInt32LittleEndian(previous[60..], Checksum.Of(bytes.AsSpan(0, Length - sizeof(uint))));
        return bytes;
    }

    /// <summary>Reads it; null when it is incomplete or damaged.</summary>
    /// <exception cref="StorageFormatException">It is whole, but of another version or kind.</exception>
    public static AzureSegmentHead? Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length < Length || !JournalSegmentHeader.TryRead(bytes, name, out JournalSegmentHeader header))
            return null;
        ReadOnlySpan<byte> previous = bytes[PreviousOffset..];
        if (!previous.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(previous[60..]) != Checksum.Of(bytes[..(Length - sizeof(uint))]))
            return null;
        return new AzureSegmentHead(header, BinaryPrimitives.ReadInt64LittleEndian(previous[8..]), previous.Slice(16, HashLength).ToArray());
    }
}
