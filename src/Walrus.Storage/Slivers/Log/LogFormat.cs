using System.Buffers.Binary;
using System.Globalization;

namespace Walrus.Storage.Slivers.Log;

/// <summary>
/// The 64 bytes that begin the identity file and every segment: what kind of file, which version, whose, which number.
/// </summary>
internal static class LogFormat
{
    /// <summary>Version of the layout of identity file, segments and records. Increment when any of their bytes change.</summary>
    public const uint Version = 2;

    /// <summary>Length of a file header in bytes.</summary>
    public const int HeaderLength = 64;

    /// <summary>Name of the file that holds the store's identity.</summary>
    public const string IdentityFile = "store";

    /// <summary>Name of the lock file.</summary>
    public const string LockFile = "lock";

    private const string Suffix = ".slivers";
    private static ReadOnlySpan<byte> Magic => "WALSLIVR"u8;

    /// <summary>Name of a segment file; ordinal order is order of number.</summary>
    public static string SegmentName(uint number) => number.ToString("D10", CultureInfo.InvariantCulture) + Suffix;

    /// <summary>The number that a segment's file name stands for.</summary>
    public static bool TryParseName(string name, out uint number)
    {
        number = 0;
        return name.Length == 10 + Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
            && uint.TryParse(name.AsSpan(0, 10), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Seed of the record checksums: no record of another store can pass for one of this.</summary>
    public static uint SeedOf(Guid storeId) => Checksum.Of(storeId.ToByteArray());

    /// <summary>The header of a segment, or with number 0 of the identity file.</summary>
    public static byte[] Header(Guid storeId, uint number)
    {
        byte[] bytes = new byte[HeaderLength];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), number);
        storeId.TryWriteBytes(bytes.AsSpan(16));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Checksum.Of(bytes.AsSpan(0, 60)));
        return bytes;
    }

    /// <summary>Reads a header; false when it is incomplete, damaged, or of another number.</summary>
    /// <exception cref="StorageFormatException">It is whole, but of another version or kind.</exception>
    public static bool TryRead(ReadOnlySpan<byte> bytes, string file, uint number, out Guid storeId)
    {
        storeId = default;
        if (bytes.Length < HeaderLength || BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]) != Checksum.Of(bytes[..60]))
            return false;
        if (!bytes.StartsWith(Magic))
            throw new StorageFormatException($"{file} is not a file of a sliver store.");
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version != Version)
            throw new StorageFormatException($"{file} has sliver store format version {version}; this program reads version {Version}.");
        storeId = new Guid(bytes.Slice(16, 16));
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]) == number;
    }
}
