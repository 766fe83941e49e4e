using System.Buffers.Binary;
using Walrus.Storage.Devices;

namespace Walrus.Storage.Checkpoints;

/// <summary>One numbered piece of evidence in a file of its own: a header of 64 bytes, then the bytes (storage format).</summary>
internal static class EvidenceFile
{
    public const int HeaderLength = 64;
    private const uint FormatVersion = 1;

    /// <summary>More than any hand-over takes, so that a damaged length asks for no memory.</summary>
    private const int LengthMax = 1 << 20;

    private static ReadOnlySpan<byte> Magic => "WALCHKPT"u8;

    public static byte[] Encode(ulong number, ReadOnlySpan<byte> bytes)
    {
        byte[] file = new byte[HeaderLength + bytes.Length];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), FormatVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), (uint)bytes.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(16), number);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(24), Checksum.Of(bytes));
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(60), Checksum.Of(file.AsSpan(0, 60)));
        bytes.CopyTo(file.AsSpan(HeaderLength));
        return file;
    }

    /// <summary>The number and the bytes; null when the file is not whole.</summary>
    /// <exception cref="StorageFormatException">Another version wrote it.</exception>
    public static async ValueTask<(ulong Number, byte[] Bytes)?> ReadAsync(IStorageDevice device, string name, CancellationToken cancellation)
    {
        if (!device.List().Contains(name))
            return null;
        using IStorageFile file = device.Open(name, FileAccess.Read);
        byte[] header = new byte[HeaderLength];
        if (await file.ReadAsync(0, header, cancellation) < HeaderLength || !IsWhole(header))
            return null;
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(8));
        if (version != FormatVersion)
            throw new StorageFormatException($"{device.Location}: {name} has format version {version}; this program reads version {FormatVersion}.");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(12));
        if (length > LengthMax)
            return null;
        byte[] bytes = new byte[length];
        int read = await file.ReadAsync(HeaderLength, bytes, cancellation);
        return read == length && Checksum.Of(bytes) == BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(24))
            ? (BinaryPrimitives.ReadUInt64LittleEndian(header.AsSpan(16)), bytes)
            : null;
    }

    private static bool IsWhole(ReadOnlySpan<byte> header) =>
        header.StartsWith(Magic) && BinaryPrimitives.ReadUInt32LittleEndian(header[60..]) == Checksum.Of(header[..60]);
}
