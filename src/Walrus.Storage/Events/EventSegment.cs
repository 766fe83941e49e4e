using System.Buffers.Binary;
using System.Globalization;
using Walrus.Core.Identifiers;

namespace Walrus.Storage.Events;

/// <summary>First bytes of a segment file: whose events, and where they begin.</summary>
/// <param name="Ledger">The ledger they are of.</param>
/// <param name="Start">Where the segment begins.</param>
internal readonly record struct EventSegment(Bytes32 Ledger, EventLogStart Start)
{
    public const int HeaderLength = 64;
    public const uint Version = 1;

    private const string Suffix = ".events";
    private const int DigitsLength = 20;

    private static ReadOnlySpan<byte> Magic => "WALEVENT"u8;

    /// <summary>What the checksums of its records begin with, so that none of another ledger passes.</summary>
    public uint Seed => Checksum.Of(Ledger.ToArray());

    /// <summary>Name of its file; ordinal order is order of position.</summary>
    public string FileName => NameOf(Start.Position);

    public static string NameOf(ulong first) => first.ToString("D20", CultureInfo.InvariantCulture) + Suffix;

    public static bool IsName(string name) =>
        name.EndsWith(Suffix, StringComparison.Ordinal)
        && ulong.TryParse(name.AsSpan(0, name.Length - Suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        && name.Length == DigitsLength + Suffix.Length;

    public byte[] ToBytes()
    {
        byte[] bytes = new byte[HeaderLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(12), Start.Position);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(20), Start.Height);
        Ledger.CopyTo(bytes.AsSpan(28));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Checksum.Of(bytes.AsSpan(0, 60)));
        return bytes;
    }

    /// <summary>Reads a header; null when it is incomplete or damaged.</summary>
    /// <exception cref="StorageFormatException">It is whole, but of another version or kind.</exception>
    public static EventSegment? Read(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]) != Checksum.Of(bytes[..60]))
            return null;
        if (!bytes.StartsWith(Magic))
            throw new StorageFormatException($"{file} is not a segment of a log of events.");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version != Version)
            throw new StorageFormatException($"{file} has format version {version} of logs of events; this program reads version {Version}.");
        return new EventSegment(
            new Bytes32(bytes.Slice(28, Bytes32.Length)),
            new EventLogStart(BinaryPrimitives.ReadUInt64LittleEndian(bytes[12..]), BinaryPrimitives.ReadUInt64LittleEndian(bytes[20..])));
    }
}
