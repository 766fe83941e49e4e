using System.Buffers.Binary;
using System.Globalization;

namespace Walrus.Storage.Snapshots;

/// <summary>
/// How a snapshot lies in its file: a magic with the version, then frames of <c>length u32 ‖ checksum u32 ‖ bytes</c>, then one of
/// length 2^32 - 1 whose bytes are the number of frames before it, u64 (<c>docs/storage-format.md</c>). Checksums go on from the number of the frame.
/// </summary>
internal static class SnapshotFile
{
    public const int FrameHeaderSize = 8;
    public const uint EndLength = uint.MaxValue;
    public const string TemporaryName = "snapshot.tmp";

    private const string Prefix = "snapshot-";

    public static ReadOnlySpan<byte> Magic => "WALSNAP1"u8;

    public static string Name(long position) => Prefix + position.ToString("D20", CultureInfo.InvariantCulture);

    public static bool TryParseName(string name, out long position)
    {
        position = 0;
        return name.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(name.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out position)
            && Name(position) == name;
    }

    public static byte[] Header(uint length, ReadOnlySpan<byte> frame, long number)
    {
        byte[] header = new byte[FrameHeaderSize];
        BinaryPrimitives.WriteUInt32LittleEndian(header, length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), Checksum.Of(frame, (uint)number));
        return header;
    }
}
