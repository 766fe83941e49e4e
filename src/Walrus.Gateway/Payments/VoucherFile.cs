using System.Buffers.Binary;
using System.Security.Cryptography;
using Walrus.Core;
using Walrus.Core.Bcs;
using Walrus.Storage;

namespace Walrus.Gateway.Payments;

/// <summary>The bytes of a kept voucher: <c>"WALVOUCH" ‖ version u32 ‖ SHA-256 of the rest ‖ BCS of <see cref="StoredVoucher"/></c>.</summary>
internal static class VoucherFile
{
    public const int LengthMax = 1 << 20;
    private const int VersionAt = 8;
    private const int DigestAt = VersionAt + sizeof(uint);
    private const int HeaderLength = DigestAt + SHA256.HashSizeInBytes;
    private const uint FormatVersion = 1;

    private static ReadOnlySpan<byte> Magic => "WALVOUCH"u8;

    public static byte[] Encode(StoredVoucher voucher)
    {
        byte[] body = BcsFormat.ToBytes(voucher);
        byte[] file = new byte[HeaderLength + body.Length];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(VersionAt), FormatVersion);
        SHA256.HashData(body, file.AsSpan(DigestAt));
        body.CopyTo(file.AsSpan(HeaderLength));
        return file;
    }

    /// <summary>What a file holds; null when it is damaged.</summary>
    /// <exception cref="StorageFormatException">Another version wrote it (rulings 12).</exception>
    public static StoredVoucher? Decode(string name, ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength || !file.StartsWith(Magic))
            return null;
        uint version = BinaryPrimitives.ReadUInt32LittleEndian(file[VersionAt..]);
        if (version != FormatVersion)
            throw new StorageFormatException($"{name} has format version {version}; this program reads version {FormatVersion}.");
        ReadOnlySpan<byte> body = file[HeaderLength..];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(file[DigestAt..HeaderLength]))
            return null;
        try
        {
            return BcsFormat.FromBytes<StoredVoucher>(body);
        }
        catch (ProtocolException)
        {
            return null;
        }
    }
}
